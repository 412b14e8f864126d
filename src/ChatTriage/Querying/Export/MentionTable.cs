using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Storage;
using CsvHelper;

namespace ChatTriage.Querying.Export;

/// <summary>Mentions as a table of comma-separated values, one row each, written as they are read.</summary>
internal static class MentionTable
{
    /// <summary>Spreadsheets take a file for UTF-8 only with the mark before it. What begins a formula is looked for here, where look-alikes count too.</summary>
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <summary>The columns in their order. Numbers and times are as they are; foreign words never begin a formula.</summary>
    private static readonly (string Name, Func<Mention, PersonNames, object?> Value)[] Columns =
    [
        ("id", (mention, _) => mention.Id),
        ("brand", (mention, _) => Text(mention.Brand)),
        ("source", (mention, _) => Text(mention.Source)),
        ("observed at", (mention, _) => Time(mention.ObservedAt)),
        ("received at", (mention, _) => Time(mention.ReceivedAt)),
        ("author", (mention, _) => Text(mention.AuthorName)),
        ("handle", (mention, _) => Text(mention.AuthorHandle)),
        ("followers", (mention, _) => mention.AuthorFollowers),
        ("language", (mention, _) => Text(mention.Language)),
        ("sentiment", (mention, _) => mention.Sentiment.ToString()),
        ("confidence", (mention, _) => mention.ToneConfidence is { } sure ? Math.Round(sure, 3) : null),
        ("text", (mention, _) => Text(mention.Text)),
        ("link", (mention, _) => Text(mention.Url)),
        ("state", (mention, _) => mention.State.ToString()),
        ("category", (mention, _) => mention.Category?.ToString()),
        ("reason", (mention, _) => Text(mention.Reason)),
        ("decided by", (mention, names) => Name(mention.DecidedBy, names)),
        ("decided at", (mention, _) => Time(mention.DecidedAt)),
        ("holder", (mention, names) => Name(mention.Holder, names)),
        ("lease until", (mention, _) => Time(mention.LeaseUntil)),
        ("answered by", (mention, names) => Name(mention.AnsweredBy, names)),
        ("answered at", (mention, _) => Time(mention.AnsweredAt)),
        ("answer", (mention, _) => Text(mention.Answer)),
        ("answer is public", (mention, _) => mention.AnsweredAt is null ? null : mention.AnswerIsPublic ? "yes" : "no"),
        ("story", (mention, _) => mention.StoryId),
    ];

    /// <summary>Writes all of it.</summary>
    /// <exception cref="ExportTooLargeException">There are more than <paramref name="most"/>.</exception>
    public static async Task WriteAsync(Stream to, IAsyncEnumerable<Mention> mentions, PersonNames names, long most, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        foreach ((string name, _) in Columns)
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellation);
        long written = 0;
        await foreach (Mention mention in mentions.WithCancellation(cancellation))
        {
            if (++written > most)
            {
                throw new ExportTooLargeException();
            }

            await names.LearnAsync([mention.DecidedBy, mention.Holder, mention.AnsweredBy], cancellation);
            foreach ((_, Func<Mention, PersonNames, object?> value) in Columns)
            {
                csv.WriteField(value(mention, names));
            }

            await csv.EndRecordAsync(cancellation);
        }
    }

    private static string? Text(string? foreign) => CsvCell.Safe(foreign);

    private static string? Name(Address? person, PersonNames names) => person is { } known ? CsvCell.Safe(names.NameOf(known)) : null;

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
