using System.Globalization;
using System.Text;
using ChatTriage.Ingestion.Reading;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class CloudEventTests
{
    private const string Attributes = """ "specversion":"1.0","id":"ev-1","source":"/feeds/7","type":"mention.created" """;
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-23T12:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Id_And_Time_Of_The_Event_Stand_In_For_Those_Of_The_Mention()
    {
        var bare = await ReadEvent($$"""{"data":{"text":"x"},"time":"2026-11-23T13:00:00+01:00",{{Attributes}}}""");
        var full = await ReadEvent($$"""{ {{Attributes}},"time":"2026-11-23T12:00:00Z","data":{"externalId":"own","text":"x","publishedAt":0} }""");

        bare.Mention.ShouldBe(new("ev-1", "x") { PublishedAt = Noon });
        full.Mention.ShouldBe(new("own", "x") { PublishedAt = DateTimeOffset.UnixEpoch });
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"datacontenttype\":null,")]
    [InlineData("\"datacontenttype\":\"application/vnd.mention+json; charset=utf-8\",")]
    public async Task Base64_Data_Is_Decoded_When_It_Is_Json(string contentType)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Items.Minimal));

        (await ReadEvent($$"""{ {{Attributes}},{{contentType}}"data_base64":"{{data}}"}""")).Mention.ShouldBe(new("1", "hello"));
    }

    [Theory]
    [InlineData("\"specversion\":\"0.3\",\"data\":{}", "specversion")]
    [InlineData("\"specversion\":1.0,\"data\":{}", "specversion")]
    [InlineData("\"id\":\"\",\"data\":{}", "id")]
    [InlineData("\"id\":7,\"data\":{}", "id")]
    [InlineData("\"source\":\"\",\"data\":{}", "source")]
    [InlineData("\"type\":\"\",\"data\":{}", "type")]
    [InlineData("\"time\":\"noon\",\"data\":{}", "time")]
    [InlineData("\"datacontenttype\":\"text/plain\",\"data\":\"x\"", "datacontenttype")]
    [InlineData("\"unknown\":{\"data\":1}", "data")]
    [InlineData("\"data\":null", "data")]
    [InlineData("\"data\":\"{}\"", "data")]
    [InlineData("\"data\":{},\"data_base64\":\"e30=\"", "data_base64")]
    [InlineData("\"data_base64\":\"***\"", "data_base64")]
    [InlineData("\"data_base64\":\"\"", "data_base64")]
    [InlineData("\"data_base64\":\"e30\"", "data_base64")]
    [InlineData("\"data_base64\":\"aGVsbG8=\"", "data_base64")]
    [InlineData("\"data_base64\":\"W10=\"", "data_base64")]
    [InlineData("\"data_base64\":\"e30=\"", "data_base64.text")]
    [InlineData("\"data\":{}", "data.text")]
    [InlineData("\"data\":{\"text\":\"x\",\"author\":{\"url\":\"x\"}}", "data.author.url")]
    public async Task A_Wrong_Attribute_Is_Named(string properties, string field) =>
        (await ReadEvent($$"""{ {{Attributes}},{{properties}}}""")).Field.ShouldBe(field);

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public async Task A_Missing_Attribute_Is_Named(string name)
    {
        var body = $$"""{ {{Attributes}},"data":{"text":"x"} }""".Replace($"\"{name}\"", "\"other\"", StringComparison.Ordinal);

        (await ReadEvent(body)).Field.ShouldBe(name);
    }

    [Fact]
    public async Task In_A_Batch_Every_Event_Stands_For_Itself()
    {
        var good = $$"""{ {{Attributes}},"data":{"text":"x"} }""";
        var badBase64 = $$"""{ {{Attributes}},"data_base64":"aGVsbG8="}""";

        var items = await Items.Read($"[{good},{badBase64},{{}},3,{good}]", IngestFormat.CloudEventBatch);

        items.Select(item => item.Field).ShouldBe([null, "data_base64", "specversion", "$", null]);
    }

    [Fact]
    public async Task One_Event_Is_An_Object_And_A_Batch_Is_An_Array()
    {
        (await Items.ReadUntilBroken("[]", IngestFormat.CloudEvent)).Broken.ShouldBe("the body is not a JSON object");
        (await Items.ReadUntilBroken("{}", IngestFormat.CloudEventBatch)).Broken.ShouldBe("the body is not a JSON array of objects");
    }

    [Fact]
    public async Task In_Binary_Mode_The_Headers_Stand_In()
    {
        (await ReadBinary("""{"text":"x"}""", "ev-1", Noon)).Mention.ShouldBe(new("ev-1", "x") { PublishedAt = Noon });
        (await ReadBinary(Items.Minimal, "ev-1", null)).Mention.ShouldBe(new("1", "hello"));
        (await ReadBinary("{}", "ev-1", null)).Field.ShouldBe("text");
        (await ReadBinary(Items.Minimal, " ", null)).Field.ShouldBe("ce-id");
        (await ReadBinary(Items.Minimal, "ev-1", DateTimeOffset.MinValue)).Field.ShouldBe("ce-time");
        await Should.ThrowAsync<IngestFormatException>(() => ReadBinary("[]", "ev-1", null));
        await Should.ThrowAsync<IngestFormatException>(() => ReadBinary("", "ev-1", null));
    }

    private static async Task<ReadItem> ReadEvent(string body) => (await Items.Read(body, IngestFormat.CloudEvent)).ShouldHaveSingleItem();

    private static Task<ReadItem> ReadBinary(string body, string id, DateTimeOffset? time) =>
        MentionReader.ReadBinaryCloudEventAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), id, time, TestContext.Current.CancellationToken);
}
