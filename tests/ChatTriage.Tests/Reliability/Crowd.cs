using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Reliability;

/// <summary>A sender, an owner and two responders who work without a pause until the program is gone.</summary>
internal sealed class Crowd(HttpClient http, Promises promised, int life, int seed)
{
    private static readonly string[] Responders = ["playground:ana", "playground:carl"];
    private readonly PlaygroundDriver _people = new(http);

    /// <summary>Ends when the program no longer answers.</summary>
    public Task LiveAsync() => Task.WhenAll([UntilGone(SendAsync), UntilGone(DecideAsync), .. Responders.Select((person, i) => UntilGone(turn => AnswerAsync(person, new Random(HashCode.Combine(seed, i, turn)))))]);

    private static async Task UntilGone(Func<int, Task> act)
    {
        try
        {
            for (int turn = 0; ; turn++)
            {
                await act(turn);
                await Task.Delay(5);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or JsonException or TaskCanceledException or ObjectDisposedException)
        {
            // Killed: whatever was not answered was not promised.
        }
    }

    private async Task SendAsync(int turn)
    {
        string[] ids = [.. Enumerable.Range(0, 1 + (turn % 3)).Select(i => $"life{life}-{turn}-{i}")];
        var items = new JsonArray([.. ids.Select(id => new JsonObject { ["externalId"] = id, ["text"] = $"@brightwater leak {id}" })]);
        JsonObject report = await _people.PostAsync("/ingest/test", items);
        report["accepted"]!.GetValue<int>().ShouldBe(ids.Length);
        ids.ToList().ForEach(promised.Mentions.Enqueue);
        await Task.Delay(40);
    }

    private async Task DecideAsync(int turn)
    {
        // The newest ones stay undecided, so that kills also meet cards that wait.
        IEnumerable<ShownCard> waiting = (await _people.CardsAsync(PlaygroundDriver.Triage)).Where(card => card.State.StartsWith("Needs a decision", StringComparison.Ordinal));
        foreach (ShownCard card in waiting.SkipLast(3).Take(2))
        {
            await PressAsync(PlaygroundDriver.Owner, card, "customer-service");
        }
    }

    private async Task AnswerAsync(string person, Random random)
    {
        IReadOnlyList<ShownCard> desk = await _people.CardsAsync(PlaygroundDriver.CustomerService);
        if (desk.FirstOrDefault(card => card.Buttons.Contains("I'll answer")) is { } free)
        {
            await PressAsync(person, free, "claim");
        }

        ShownCard[] claimed = [.. desk.Where(card => card.Buttons.Contains("Release"))];
        if (claimed.Length > 0)
        {
            ShownCard card = claimed[random.Next(claimed.Length)];
            await (random.Next(3) == 0 ? PressAsync(person, card, "release") : PressAsync(person, card, "mark-answered", ("answer", "https://example.com/answer")));
        }
    }

    private async Task PressAsync(string person, ShownCard card, string verb, params (string, string)[] inputs)
    {
        if ((await _people.ClickAsync(person, card, verb, inputs)).Ok)
        {
            promised.Clicks.Enqueue(new PromisedClick(card.Mention, card.Version, person, verb));
        }
    }
}
