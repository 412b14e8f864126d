using System.Text;
using ChatTriage.Ingestion.Reading;

namespace ChatTriage.Tests.Ingestion.Reading;

/// <summary>Runs a reader to its end and keeps what it gave.</summary>
internal static class Items
{
    public const string Minimal = """{"externalId":"1","text":"hello"}""";

    public static Task<List<ReadItem>> Read(string body, IngestFormat format = IngestFormat.Json) => Read(Encoding.UTF8.GetBytes(body), format);

    public static async Task<List<ReadItem>> Read(byte[] body, IngestFormat format)
    {
        using var stream = new MemoryStream(body);
        return await MentionReader.ReadAsync(stream, format).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads until the end or the exception, whichever comes first.</summary>
    public static async Task<(List<ReadItem> Items, string? Broken)> ReadUntilBroken(Stream body, IngestFormat format, int maxItemBytes)
    {
        var items = new List<ReadItem>();
        try
        {
            await foreach (var item in MentionReader.ReadAsync(body, format, maxItemBytes, TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }
        }
        catch (IngestFormatException exception)
        {
            return (items, exception.Message);
        }

        return (items, null);
    }

    public static Task<(List<ReadItem> Items, string? Broken)> ReadUntilBroken(string body, IngestFormat format = IngestFormat.Json) =>
        ReadUntilBroken(new MemoryStream(Encoding.UTF8.GetBytes(body)), format, MentionReader.DefaultMaxItemBytes);

    public static async Task<IncomingMention> ReadOne(string body)
    {
        var item = (await Read(body)).ShouldHaveSingleItem();
        return item.Mention.ShouldNotBeNull($"{item.Field}: {item.Error}");
    }

    /// <summary>The error of a mention that is good but for these properties, which come last and so win.</summary>
    public static async Task<(string? Field, string? Error)> ReadWrong(string properties)
    {
        var item = (await Read($$"""{"externalId":"1","text":"hello",{{properties}}}""")).ShouldHaveSingleItem();
        item.IsMention.ShouldBeFalse();
        return (item.Field, item.Error);
    }

    public static Task<IncomingMention> ReadWith(string properties) => ReadOne($$"""{"externalId":"1","text":"hello",{{properties}}}""");
}
