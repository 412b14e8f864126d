using System.Text;
using ChatTriage.Ingestion.Reading;
using CsCheck;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\uFEFF")]
    [InlineData("hello")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("<xml/>")]
    public async Task A_Body_That_Is_Neither_Object_Nor_Array_Is_Refused_At_Once(string body)
    {
        var (items, broken) = await Items.ReadUntilBroken(body);

        items.ShouldBeEmpty();
        broken.ShouldNotBeNull().ShouldEndWith("a JSON object or an array of objects");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[{good},")]
    [InlineData("[{good},]")]
    [InlineData("[{good}")]
    [InlineData("[{good} {good}]")]
    [InlineData("[{good},,{good}]")]
    [InlineData("[{good},{\"externalId\":\"2\" \"text\":\"x\"},{good}]")]
    [InlineData("[{good},{\"a\":1],{good}]")]
    [InlineData("[{good},{\"a\":\"unclosed}]")]
    [InlineData("[{good},tru,{good}]")]
    [InlineData("[{good}]]")]
    [InlineData("[{good}] {good}")]
    [InlineData("{good} x")]
    [InlineData("{\"externalId\":1,}")]
    [InlineData("{\"externalId\":1")]
    public async Task Broken_Json_Gives_What_Came_Before_And_Then_The_Place(string body)
    {
        var written = body.Replace("{good}", Items.Minimal, StringComparison.Ordinal);

        var (items, broken) = await Items.ReadUntilBroken(written);

        items.Count.ShouldBe(body.Contains("{good}", StringComparison.Ordinal) ? 1 : 0);
        items.ShouldAllBe(item => item.IsMention);
        broken.ShouldNotBeNull().ShouldStartWith("broken JSON at byte ");
    }

    [Fact]
    public async Task The_Place_Is_Counted_In_The_Whole_Body() =>
        (await Items.ReadUntilBroken("\uFEFF [ {},\n{\n\"a\": oops } ]")).Broken
            .ShouldBe("broken JSON at byte 17 of the body: what stands there is not allowed by the JSON grammar");

    [Fact]
    public async Task Wrong_Elements_Do_Not_Sink_The_Others()
    {
        var items = await Items.Read($$"""[ 1 , {{Items.Minimal}},"x", [],{ } ,{{Items.Minimal}} ,-1.5e3,null] """);

        items.Select(item => item.Index).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        items.Select(item => item.IsMention).ShouldBe([false, true, false, false, false, true, false, false]);
    }

    [Fact]
    public async Task An_Empty_Array_Has_No_Items() => (await Items.Read(" [ ] ")).ShouldBeEmpty();

    [Fact]
    public async Task An_Element_Above_The_Limit_Is_Passed_Over()
    {
        var body = Encoding.UTF8.GetBytes($$"""[{"text":"{{new string('[', 500_000)}}"},{{new string('9', 500_000)}},{{Items.Minimal}}]""");

        var (items, broken) = await Items.ReadUntilBroken(new MemoryStream(body), IngestFormat.Json, 100_000);

        broken.ShouldBeNull();
        items.Select(item => item.Error).ShouldBe(["larger than 100,000 bytes", "larger than 100,000 bytes", null]);
    }

    [Fact]
    public async Task An_Array_Of_Any_Length_Is_Read_While_It_Arrives()
    {
        const int Count = 50_000;
        var objects = Enumerable.Range(0, Count).Select(id => $$"""{"externalId":{{id}},"text":"x"}""");
        var body = new ChunkedStream(Encoding.UTF8.GetBytes($"[{string.Join(",\n", objects)}]"), 1, 4096, 70_000);
        var expected = 0;

        await foreach (var item in MentionReader.ReadAsync(body, IngestFormat.Json, TestContext.Current.CancellationToken))
        {
            item.Mention!.ExternalId.ShouldBe($"{expected++}");
        }

        expected.ShouldBe(Count);
    }

    [Fact]
    public async Task An_Array_And_Lines_Of_The_Same_Objects_Give_The_Same_Items() =>
        await Gen.Select(MentionGen.Json.Array[0, 12], Gen.Int[1, 50].Array[1, 6]).SampleAsync(
            async (objects, sizes) =>
            {
                var array = Encoding.UTF8.GetBytes($"[{string.Join(" , ", objects)}]");
                var lines = Encoding.UTF8.GetBytes(string.Join('\n', objects));

                var fromArray = await Items.ReadUntilBroken(new ChunkedStream(array, sizes), IngestFormat.Json, 1000);
                var fromLines = await Items.ReadUntilBroken(new ChunkedStream(lines, sizes), IngestFormat.NdJson, 1000);

                fromArray.Broken.ShouldBeNull();
                fromArray.Items.ShouldBe(fromLines.Items);
                fromArray.Items.Count.ShouldBe(objects.Length);
            },
            iter: 2000);
}
