using System.Text;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Ingestion;

/// <summary>Lines are stored while they arrive, however many there are and wherever the connection ends.</summary>
public sealed class StreamedLinesTests
{
    private const int Many = 20_000;

    [Fact]
    public async Task Twenty_Thousand_Lines_Are_Stored_While_They_Arrive()
    {
        // A small limit for everything else shows that none of it is collected first.
        await using TestApp app = await TestApp.StartAsync(("Ingestion:MaxBodyBytes", "4096"));
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var body = new StreamedBody(async stream =>
        {
            for (int i = 0; i < Many; i++)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"{IngestDriver.Line($"{i}", i % 2 == 0 ? $"brightwater {i}" : $"clearspring {i}")}\n"));
                if (i == 2000)
                {
                    await stream.FlushAsync();
                    await goOn.Task;
                }
            }
        });

        Task<IngestAnswer> sending = new IngestDriver(app.Http).SendAsync(body, IngestDriver.NdJson);
        await TestApp.Eventually(async () => await app.StoredCountAsync() >= 500, "the first lines to be stored while the rest is still to come");
        sending.IsCompleted.ShouldBeFalse();
        goOn.SetResult();

        (await sending).ShouldCount(accepted: Many);
        (await app.RollUpAsync()).ShouldBe(new Dictionary<string, long> { ["Brightwater AwaitingTriage"] = Many / 2, ["Clearspring Muted"] = Many / 2 }, ignoreOrder: true);
        await app.ShouldAddUpAsync();
    }

    /// <summary>The sender got no answer and sends everything again; how much of the first try was stored does not matter then.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(1200)]
    public async Task Lines_That_Break_Off_And_Are_Sent_Again_Are_Each_There_Once(int sent)
    {
        await using TestApp app = await TestApp.StartAsync();
        string[] lines = [.. Enumerable.Range(0, 1500).Select(i => IngestDriver.Line($"{i}", $"brightwater {i}"))];
        await using (RawRequest request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"Content-Type: {IngestDriver.NdJson}", "Content-Length: 1000000"))
        {
            await request.WriteAsync($"{string.Join('\n', lines[..sent])}\n{lines[sent][..^20]}");
        }

        IngestAnswer again = await new IngestDriver(app.Http).SendLinesAsync(lines);

        (again.Counts().Accepted + again.Counts().Duplicates, again.Counts().Edited, again.Counts().Rejected).ShouldBe((lines.Length, 0, 0));
        (await app.StoredCountAsync()).ShouldBe(lines.Length);
        await app.ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_Body_That_Is_Shorter_Than_Announced_Is_Never_Answered_As_Taken()
    {
        await using TestApp app = await TestApp.StartAsync();
        await using RawRequest request = await RawRequest.OpenAsync(app.Http.BaseAddress!, $"Content-Type: {IngestDriver.NdJson}", "Transfer-Encoding: chunked");
        string line = IngestDriver.Line("1", "brightwater");
        await request.WriteAsync($"{line.Length + 1:x}\r\n{line}\n\r\nnot a chunk\r\n");

        (await request.StatusAsync()).ShouldBe(400);
    }
}
