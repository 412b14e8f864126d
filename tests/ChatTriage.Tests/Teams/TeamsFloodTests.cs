using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Teams;

/// <summary>More than Teams takes: everything comes, at the pace that Teams allows, counted by the connector in the program's own time.</summary>
public sealed class TeamsFloodTests
{
    private const int Cards = 120;

    [Fact]
    public async Task A_Flood_Stays_Within_Every_Limit_Of_A_Conversation_And_Nothing_Is_Lost()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Cards).Select(number => stage.People.SendAsync($"brightwater filter {number} leaks")));

        // While it comes in, people decide, so that changes are counted as well.
        TeamsCard[] first = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(number => TestApp.Eventually(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).ElementAtOrDefault(number)), $"card {number}")))];
        foreach (TeamsCard card in first)
        {
            await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        }

        await stage.SettleAsync();
        await TestApp.Eventually(() => Task.FromResult(stage.People.Cards(TeamsDriver.Triage).Count == Cards), "every card");

        stage.People.Cards(TeamsDriver.Triage).Select(card => card.Mention).ShouldBeUnique();
        stage.Connector.Most(TeamsDriver.Triage, TimeSpan.FromSeconds(1)).ShouldBeLessThanOrEqualTo(7);
        stage.Connector.Most(TeamsDriver.Triage, TimeSpan.FromSeconds(2)).ShouldBeLessThanOrEqualTo(8);
        stage.Connector.Most(TeamsDriver.Triage, TimeSpan.FromSeconds(30)).ShouldBeLessThanOrEqualTo(60);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>An hour of sending whenever it is allowed, looked at from every moment.</summary>
    [Fact]
    public async Task What_A_Conversation_Gets_Stays_Within_Every_Limit_Whichever_Moment_It_Is_Counted_From()
    {
        await using TestApp app = await TestApp.StartAsync(("Teams:AllowUnauthenticated", "true"), ("Triage:Owners:0", TeamsDriver.Megan.Address));
        RateGate gate = app.Services.GetRequiredService<RateGate>();
        IChatPlatform teams = app.Services.GetServices<IChatPlatform>().Single(platform => platform.Name == "teams");
        var channel = Address.Parse($"teams:{TeamsDriver.Triage}");
        DateTimeOffset start = app.Clock.GetUtcNow();
        var sent = new List<double>();
        while (app.Clock.GetUtcNow() - start < TimeSpan.FromMinutes(150))
        {
            // Quiet for a while now and then, so that there is a burst again.
            TimeSpan wait = await gate.EnterAsync(teams.BudgetOf(channel, sent.Count % 2 == 0 ? SendKind.Post : SendKind.Update));
            if (wait == TimeSpan.Zero)
            {
                sent.Add((app.Clock.GetUtcNow() - start).TotalSeconds);
            }

            app.Clock.Advance(sent.Count % 500 == 499 && wait == TimeSpan.Zero ? TimeSpan.FromSeconds(40) : wait);
        }

        foreach ((double seconds, int most) in new[] { (1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800) })
        {
            int first = 0;
            for (int last = 0; last < sent.Count; last++)
            {
                while (sent[last] - sent[first] >= seconds)
                {
                    first++;
                }

                (last - first + 1).ShouldBeLessThanOrEqualTo(most, $"in {seconds} s from {sent[first]}");
            }
        }

        sent.Count.ShouldBeGreaterThan(3000, "it is not slower than it must be");
    }
}
