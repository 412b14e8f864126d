using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>The test equipment itself: a box that says yes to everything would prove nothing.</summary>
public sealed class SlackBoxTests
{
    [Fact]
    public async Task The_Box_Refuses_What_Slack_Refuses_And_Remembers_It()
    {
        await using SlackBox box = await SlackBox.StartAsync(new { rateLimits = new { postBurst = 2 } });
        using var http = new HttpClient { BaseAddress = new Uri(box.ApiBaseUrl) };

        (await PostAsync(http, null))["error"].ShouldNotBeNull().ToString().ShouldBe("not_authed");
        ((string?)(await PostAsync(http, box.BotToken))["ts"]).ShouldNotBeNull();
        ((string?)(await PostAsync(http, box.BotToken))["error"]).ShouldBe("ratelimited");
        ((string?)(await PostAsync(http, box.BotToken))["error"]).ShouldBe("ratelimited");

        (IReadOnlyList<string> violations, _) = await box.FindingsAsync();
        violations.ShouldHaveSingleItem().ShouldContain("called_before_retry_after");
        (await box.CallsAsync("chat.postMessage")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_Clock_Of_The_Tests_Runs_And_Jumps()
    {
        using var clock = new RunningClock();
        DateTimeOffset before = clock.GetUtcNow();
        long start = clock.GetTimestamp();
        int due = 0;
        await using ITimer hourly = clock.CreateTimer(_ => due++, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var soon = new TaskCompletionSource();
        await using ITimer shortly = clock.CreateTimer(_ => soon.SetResult(), null, TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);

        await soon.Task;
        clock.GetUtcNow().ShouldBeGreaterThan(before);
        due.ShouldBe(0);

        clock.Shift(TimeSpan.FromHours(3));
        await TestApp.Eventually(async () => due == 3, "three hours' ticks");
        clock.GetUtcNow().ShouldBeGreaterThan(before.AddHours(3));
        clock.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromHours(3));
    }

    private static async Task<JsonObject> PostAsync(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage") { Content = JsonContent.Create(new { channel = "C0TRIAGE01", text = $"{Guid.NewGuid()}" }) };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
