using System.Net;
using System.Text;
using ChatTriage.Mentions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary>What may be sent to <c>POST /ingest/{source}</c>, and what the sender reads back.</summary>
public sealed class IngestEndpointTests
{
    [Fact]
    public async Task One_Object_An_Array_And_Lines_Are_All_Taken()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);

        (await sender.SendAsync(IngestDriver.Line("1", "brightwater leaks"))).ShouldCount(accepted: 1);
        (await sender.SendAsync($"[{IngestDriver.Line("2", "brightwater hums")},{IngestDriver.Line("3", "nobody we know")}]")).ShouldCount(accepted: 1, unmatched: 1);
        (await sender.SendLinesAsync(IngestDriver.Line("4", "brightwater drips"), "", IngestDriver.Line("5", "clearspring is fine"))).ShouldCount(accepted: 2);
        (await sender.SendAsync("[]")).ShouldCount();
        (await sender.SendAsync("", IngestDriver.NdJson)).ShouldCount();
        (await app.StoredCountAsync()).ShouldBe(5);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Each_Item_Is_Counted_Exactly_Once_With_The_Field_That_Is_Wrong()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        (await sender.SendAsync(IngestDriver.Line("old", "brightwater leaks"))).ShouldCount(accepted: 1);

        IngestAnswer answer = await sender.SendLinesAsync(
            IngestDriver.Line("new", "brightwater drips"),
            IngestDriver.Line("old", "brightwater leaks"),
            IngestDriver.Line("old", "brightwater leaks no more"),
            IngestDriver.Line("nobody", "something else"),
            """{"externalId": "no-text"}""",
            """{"externalId": "broken", "text": "brightwater""",
            IngestDriver.Line("bad-link", "brightwater", ("url", "ftp://example.com/1")),
            IngestDriver.Line("bad-brand", "brightwater", ("brand", "Nobody & Sons")),
            "42",
            IngestDriver.Line("last", "brightwater again"),
            IngestDriver.Line("last", "brightwater again"));

        answer.ShouldCount(accepted: 2, duplicates: 3, edited: 1, unmatched: 1, rejected: 5);
        answer.Rejected.ShouldBe(["4 text", "5 $", "6 url", "7 brand", "8 $"], ignoreOrder: true);
        answer.Errors.ShouldContain("no brand is called 'Nobody & Sons'; watched are: Brightwater, Clearspring");
        (await app.StoredCountAsync()).ShouldBe(4);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task Cloud_Events_Come_Alone_In_Batches_And_With_Their_Attributes_In_Headers()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        const string Data = """{"text": "brightwater leaks"}""";
        string Event(string id) => $$"""{"specversion": "1.0", "id": "{{id}}", "source": "/feed", "type": "mention", "time": "2026-11-23T12:00:00Z", "data": {{Data}}}""";

        (await sender.SendAsync(Event("a"), "application/cloudevents+json; charset=utf-8")).ShouldCount(accepted: 1);
        (await sender.SendAsync($"[{Event("b")},{Event("c")},{Event("a")}]", "application/cloudevents-batch+json")).ShouldCount(accepted: 2, duplicates: 1);
        (await sender.SendAsync(Data, IngestDriver.Json, ("ce-specversion", "1.0"), ("ce-id", "d"), ("ce-time", "2026-11-23T11:00:00+01:00"))).ShouldCount(accepted: 1);

        (await app.StoredAsync("d"))!.ObservedAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        (await app.StoredAsync("c"))!.ObservedAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("ce-id", "", "ce-id")]
    [InlineData("ce-time", "around noon", "ce-time")]
    [InlineData("ce-time", "2026-11-23T11:00:00", "ce-time")]
    public async Task A_Wrong_Attribute_In_A_Header_Rejects_The_Event_And_Names_The_Header(string header, string value, string field)
    {
        await using TestApp app = await TestApp.StartAsync();
        (string, string)[] headers = [("ce-specversion", "1.0"), .. header == "ce-id" ? [] : new[] { ("ce-id", "x"), (header, value) }];

        IngestAnswer answer = await new IngestDriver(app.Http).SendAsync("""{"text": "brightwater"}""", IngestDriver.Json, headers);

        answer.ShouldCount(rejected: 1);
        answer.Rejected.ShouldBe([$"0 {field}"]);
    }

    /// <summary>CloudEvents' HTTP binding: the content type decides; attributes in headers beside a structured event are some proxy's.</summary>
    [Fact]
    public async Task A_Structured_Event_Is_Read_As_One_Whatever_Headers_Stand_Beside_It()
    {
        await using TestApp app = await TestApp.StartAsync();
        IngestAnswer answer = await new IngestDriver(app.Http).SendAsync(
            """{"specversion": "1.0", "id": "inside", "source": "/feed", "type": "mention", "data": {"text": "brightwater leaks"}}""",
            "application/cloudevents+json",
            ("ce-specversion", "1.0"), ("ce-id", "outside"));

        answer.ShouldCount(accepted: 1);
        (await app.StoredAsync("inside")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("not a type")]
    public async Task Another_Content_Type_Is_Refused_With_The_List_Of_Those_That_Are_Read(string? contentType)
    {
        await using TestApp app = await TestApp.StartAsync();
        IngestAnswer answer = await new IngestDriver(app.Http).SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(IngestDriver.Line("1", "brightwater"))), contentType);

        answer.ShouldBeRefused(HttpStatusCode.UnsupportedMediaType, "application/x-ndjson");
        (await app.StoredCountAsync()).ShouldBe(0);
    }

    /// <summary>Compressed lines would otherwise be a 202 in which every line is rejected as broken.</summary>
    [Theory]
    [InlineData(IngestDriver.NdJson)]
    [InlineData(IngestDriver.Json)]
    public async Task A_Compressed_Body_Is_Refused_As_A_Whole(string contentType)
    {
        await using TestApp app = await TestApp.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(IngestDriver.Line("1", "brightwater")), TestContext.Current.CancellationToken);
        }

        IngestAnswer answer = await new IngestDriver(app.Http).SendAsync(new ByteArrayContent(packed.ToArray()), contentType, ("Content-Encoding", "gzip"));

        answer.ShouldBeRefused(HttpStatusCode.UnsupportedMediaType, "Content-Encoding");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with%20blank")]
    [InlineData("sl%2Fash")]
    [InlineData("%3Cscript%3E")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_Source_Name_That_Would_Not_Look_Well_On_A_Card_Is_Refused(string source)
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http, source).SendAsync(IngestDriver.Line("1", "brightwater"))).ShouldBeRefused(HttpStatusCode.BadRequest, "/ingest/my-feed");
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("{\"externalId\":")]
    [InlineData("nonsense")]
    public async Task A_Body_That_Is_No_Mention_At_All_Is_Refused(string body)
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendAsync(body)).ShouldBeRefused(HttpStatusCode.BadRequest, "sending it again changes nothing");
        (await app.StoredCountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_An_Array_That_Breaks_Off_What_Came_Before_Is_Stored_And_Can_Be_Sent_Again()
    {
        await using TestApp app = await TestApp.StartAsync();
        var sender = new IngestDriver(app.Http);
        string good = $"{IngestDriver.Line("1", "brightwater leaks")},{IngestDriver.Line("2", "brightwater drips")}";

        (await sender.SendAsync($"[{good},{{\"externalId\":")).ShouldBeRefused(HttpStatusCode.BadRequest, "What came before is stored");
        (await app.StoredCountAsync()).ShouldBe(2);
        (await sender.SendAsync($"[{good},{IngestDriver.Line("3", "brightwater hums")}]")).ShouldCount(accepted: 1, duplicates: 2);
        await app.ShouldAddUpAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Body_Above_The_Limit_Is_Refused_Whether_Its_Length_Was_Announced_Or_Not(bool chunked)
    {
        await using TestApp app = await TestApp.StartAsync(("Ingestion:MaxBodyBytes", "2048"));
        byte[] body = Encoding.UTF8.GetBytes(IngestDriver.Line("1", new string('x', 4096)));
        HttpContent content = chunked ? new StreamedBody(stream => stream.WriteAsync(body).AsTask()) : new ByteArrayContent(body);

        IngestAnswer answer = await new IngestDriver(app.Http).SendAsync(content, IngestDriver.Json);

        answer.ShouldBeRefused(HttpStatusCode.RequestEntityTooLarge, "At most 2048 bytes");
        (await app.StoredCountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Lines_May_Be_As_Many_As_They_Like()
    {
        await using TestApp app = await TestApp.StartAsync(("Ingestion:MaxBodyBytes", "2048"));
        IngestAnswer answer = await new IngestDriver(app.Http).SendLinesAsync(Enumerable.Range(0, 200).Select(i => IngestDriver.Line($"{i}", $"brightwater {i}")));
        answer.ShouldCount(accepted: 200);
    }

    [Fact]
    public async Task A_Mention_Keeps_Everything_That_Was_Sent()
    {
        await using TestApp app = await TestApp.StartAsync();
        const string Body =
            """
            {"externalId": 17, "text": "brightwater \ud83d\udca7 שלום", "url": "https://example.com/17", "publishedAt": "2026-11-23T13:30:00.1234567+01:00",
             "author": {"name": "Mara", "handle": "@mara", "url": "https://example.com/mara", "followers": 1200}, "language": "en", "inReplyTo": "16", "metrics": {"likes": 3}}
            """;

        (await new IngestDriver(app.Http).SendAsync(Body)).ShouldCount(accepted: 1);

        Mention mention = (await app.StoredAsync("17"))!;
        mention.Text.ShouldBe("brightwater 💧 שלום");
        mention.ObservedAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 12, 30, 0, TimeSpan.Zero).AddMicroseconds(123456));
        (mention.AuthorName, mention.AuthorHandle, mention.AuthorUrl, mention.AuthorFollowers).ShouldBe(("Mara", "mara", "https://example.com/mara", 1200));
        (mention.Url, mention.Language, mention.InReplyTo, mention.Metrics).ShouldBe(("https://example.com/17", "en", "16", """{"likes":3}"""));
        (mention.State, mention.Version, mention.ReceivedAt).ShouldBe((MentionState.AwaitingTriage, 1, app.Clock.GetUtcNow()));
    }
}
