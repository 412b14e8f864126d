using ChatTriage.Enrichment.Stories;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Storage;

/// <summary>Whatever people and sources do in whatever order: the ledger continues, and the roll-up equals counting the rows.</summary>
public sealed class RandomHistoriesTests
{
    private static readonly string[] People = [PlaygroundDriver.Owner, "playground:ben", "playground:ana", "playground:carl"];
    private static readonly string[] Texts = ["brightwater leaks", "clearspring leaks", "nobody leaks", "brightwater and clearspring leak", Story, $"RT @somebody: {Story}", $"{Story} and nobody answers"];
    private const string Story = "brightwater has left the whole street with brown water since this morning";
    private static readonly string[] Verbs =
        ["customer-service", "public-reply", "no-response", "undo", "re-route", "suggest", "note", "snooze", "claim", "not-ours", "mark-answered", "release", "more-time", "hand-over", "reopen", "re-assign", "apply-similar", "apply-all", "apply-exact", "similar"];

    private static readonly Gen<(int Kind, int Post, int Text, int Person, int Verb, int Lag)> Step =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 19], Gen.Int[0, 5]);

    [Fact]
    public async Task The_Ledger_And_The_Roll_Up_Follow_Every_History() => await Step.Array[60].SampleAsync(
        async steps =>
        {
            await using TestApp app = await TestApp.StartAsync();
            var people = new PlaygroundDriver(app.Http);
            var sender = new IngestDriver(app.Http);
            foreach ((int kind, int post, int text, int person, int verb, int lag) in steps)
            {
                switch (kind)
                {
                    case 0:
                        await app.AdvanceAsync(TimeSpan.FromMinutes(11 * (lag + 1)));
                        await app.Services.GetRequiredService<StoryWorker>().WorkAsync();
                        break;
                    case 1 or 2:
                        (await sender.SendAsync(IngestDriver.Line($"{post}", $"{Texts[text]} {lag / 3}"))).Status.ShouldBe(System.Net.HttpStatusCode.Accepted);
                        break;
                    default:
                        await PressAsync(app, people, post, People[person], Verbs[verb], lag);
                        break;
                }
            }

            await app.Services.GetRequiredService<StoryWorker>().WorkAsync();
            await app.ShouldAddUpAsync();
        },
        iter: 12,
        threads: 1);

    /// <summary>Presses a button on a post that is stored; now and then on a card of the version before.</summary>
    private static async Task PressAsync(TestApp app, PlaygroundDriver people, int post, string person, string verb, int lag)
    {
        if (await app.StoredAsync($"{post}") is not { } mention)
        {
            return;
        }

        if (verb is "apply-all" or "apply-exact")
        {
            var data = new { mention = mention.Id, version = mention.Version, role = (string?)null, fence = mention.Id + lag };
            await people.PostAsync("/playground/api/click", new { person, messageId = 0, verb, data, inputs = new { }, timeZone = "UTC" });
            return;
        }

        var card = new ShownCard(0, mention.Id, mention.Version - (lag == 0 ? 1 : 0), "Triage", []);
        await people.ClickAsync(person, card, verb, ("reason", "spam"), ("note", "a note"), ("hours", "1"), ("category", "public-reply"), ("answer", "done"), ("to", "playground:carl"), ("brand", "Brightwater"));
    }
}
