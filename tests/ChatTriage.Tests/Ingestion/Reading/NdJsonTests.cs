using System.Text;
using ChatTriage.Ingestion.Reading;
using CsCheck;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class NdJsonTests
{
    private static readonly byte[] Mixed = Encoding.UTF8.GetBytes(
        "\uFEFF" + """{"externalId":"1","text":"é😀"}""" + "\r\n\n  \r\n" + "{broken\n" + """{"externalId":"2","text":"\ud83d\ude00"}""" + "\n"
        + new string('x', 90) + "\r\n" + "[]\n" + """{"externalId":"3","text":"last"}""");

    [Fact]
    public async Task Blank_Lines_Do_Not_Count_And_Broken_Ones_Harm_No_Other()
    {
        var (items, _) = await Items.ReadUntilBroken(new MemoryStream(Mixed), IngestFormat.NdJson, 80);

        items.Select(item => item.Index).ShouldBe([0, 1, 2, 3, 4, 5]);
        items.Select(item => item.Mention?.ExternalId).ShouldBe(["1", null, "2", null, null, "3"]);
        items.Select(item => item.Error).ShouldBe([
            null,
            "broken JSON at byte 1: what stands there is not allowed by the JSON grammar",
            null,
            "larger than 80 bytes",
            "not a JSON object",
            null,
        ]);
    }

    [Fact]
    public async Task The_Size_Of_Network_Pieces_Changes_Nothing()
    {
        var (whole, _) = await Items.ReadUntilBroken(new MemoryStream(Mixed), IngestFormat.NdJson, 80);

        for (var first = 1; first <= Mixed.Length; first++)
        {
            (await Items.ReadUntilBroken(new ChunkedStream(Mixed, first), IngestFormat.NdJson, 80)).Items.ShouldBe(whole);
            (await Items.ReadUntilBroken(new ChunkedStream(Mixed, first, int.MaxValue), IngestFormat.NdJson, 80)).Items.ShouldBe(whole);
        }

        await Gen.Int[1, 40].Array[1, 12].SampleAsync(
            async sizes => (await Items.ReadUntilBroken(new ChunkedStream(Mixed, sizes), IngestFormat.NdJson, 80)).Items.ShouldBe(whole), iter: 300);
    }

    [Theory]
    [InlineData(33, true)]
    [InlineData(32, false)]
    public async Task A_Line_Exactly_At_The_Limit_Is_Read(int limit, bool isRead)
    {
        foreach (var body in new[] { Items.Minimal, Items.Minimal + "\n", Items.Minimal + "\r\n" })
        {
            var (items, _) = await Items.ReadUntilBroken(new MemoryStream(Encoding.UTF8.GetBytes(body)), IngestFormat.NdJson, limit);
            items.ShouldHaveSingleItem().IsMention.ShouldBe(isRead);
        }
    }

    [Theory]
    [InlineData("{\"externalId\":\"1\"", "broken JSON at byte 17: it ends too early")]
    [InlineData("{\"a\":1} {\"b\":2}", "broken JSON at byte 8: what stands there is not allowed by the JSON grammar")]
    [InlineData("{\"secret\":tru}", "broken JSON at byte 13: what stands there is not allowed by the JSON grammar")]
    public async Task Broken_Json_Is_Located_And_Not_Quoted(string line, string error)
    {
        var item = (await Items.Read(line, IngestFormat.NdJson)).ShouldHaveSingleItem();

        (item.Field, item.Error).ShouldBe(("$", error));
    }

    [Fact]
    public async Task An_Empty_Body_Has_No_Items() => (await Items.Read(" \r\n\n", IngestFormat.NdJson)).ShouldBeEmpty();

    [Fact]
    public async Task A_Line_Of_100_Megabytes_Needs_Little_Memory()
    {
        using var body = new EndlessLineStream(100_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (items, _) = await Items.ReadUntilBroken(body, IngestFormat.NdJson, MentionReader.DefaultMaxItemBytes);

        items.Select(item => item.Error).ShouldBe(["larger than 4,194,304 bytes", null]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
    }

    /// <summary>A line of the given length, then a good one.</summary>
    private sealed class EndlessLineStream(long length) : MemoryStream(Encoding.UTF8.GetBytes("\n" + Items.Minimal))
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                return base.ReadAsync(buffer, cancellationToken);
            }

            var count = (int)Math.Min(_left, buffer.Length);
            buffer.Span[..count].Fill((byte)'x');
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
