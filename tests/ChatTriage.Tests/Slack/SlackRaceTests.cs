using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>Two people press at the same moment: exactly one wins, and the other knows who.</summary>
public sealed class SlackRaceTests
{
    private const int Rounds = 100;

    [Fact]
    [Trait("Kind", "Slow")]
    public async Task Of_Two_Who_Press_At_The_Same_Moment_One_Holds_It_And_The_Other_Is_Told_A_Hundred_Times()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        IReadOnlyList<SlackCard> desk = await ManyRoutedAsync(stage);
        var winners = new List<string>();

        foreach (SlackCard card in desk)
        {
            IReadOnlyList<SlackDelivery> clicks = await stage.Box.BatchAsync(("click", card.Press(SlackDriver.Bob, "claim")), ("click", card.Press(SlackDriver.Carol, "claim")));
            clicks.ShouldAllBe(click => click.Acked);

            string winner = await TestApp.Eventually(() => HolderAsync(stage, card.Mention), $"a holder of mention {card.Mention}");
            string loser = winner == SlackDriver.Bob ? SlackDriver.Carol : SlackDriver.Bob;
            int lost = winners.Count(holder => holder == winner) + 1;
            await TestApp.Eventually(async () => await ToldAsync(people, loser, winner) == lost, $"{loser} to be told for the {lost}. time that {winner} has it");
            winners.Add(winner);
        }

        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(Rounds);
        TestContext.Current.SendDiagnosticMessage($"Bob won {winners.Count(winner => winner == SlackDriver.Bob)} of {Rounds}");
        await stage.SettleAsync();
        IReadOnlyList<SlackCard> claimed = await people.CardsAsync(SlackDriver.CustomerService);
        claimed.Select(card => card.State.Split(' ')[0]).ShouldBe(winners.Select(NameOf));
        claimed.ShouldAllBe(card => card.State.Contains(" is answering since ", StringComparison.Ordinal));

        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A click delivered twice is one click, whatever its delivery is called.</summary>
    [Fact]
    public async Task The_Same_Click_Delivered_Twice_Leaves_One_Line_And_Refuses_Nothing()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard card = await stage.People.RoutedAsync();

        await stage.Box.BatchAsync(("click", card.Press(SlackDriver.Bob, "claim")), ("click", card.Press(SlackDriver.Bob, "claim")));
        await stage.People.CardSayingAsync(SlackDriver.CustomerService, card.Mention, "bob is answering since");
        await stage.People.PressAsync(SlackDriver.Bob, card, "claim");

        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(1);

        // The card says it all: the one private word is the one that was asked for.
        SlackCard.JsonOf(await stage.People.AnswerAsync(SlackDriver.Bob, card, "history")).ShouldContain("bob · took it");
        (await stage.People.PrivateAsync(SlackDriver.Bob)).ShouldHaveSingleItem();
        await stage.ShouldBeInOrderAsync();
    }

    private static async Task<IReadOnlyList<SlackCard>> ManyRoutedAsync(SlackStage stage)
    {
        for (int round = 0; round < Rounds; round++)
        {
            await stage.People.SendAsync($"brightwater filter {round} leaks");
        }

        await stage.SettleAsync();
        foreach (SlackCard card in await stage.People.CardsAsync(SlackDriver.Triage))
        {
            await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        }

        await TestApp.Eventually(
            async () => await stage.CountAsync("SELECT count(*) FROM mention WHERE state = 'Routed'") == Rounds, "all to be routed");
        await stage.SettleAsync();
        IReadOnlyList<SlackCard> desk = await stage.People.CardsAsync(SlackDriver.CustomerService);
        desk.Count.ShouldBe(Rounds);
        return desk;
    }

    private static string NameOf(string user) => user == SlackDriver.Bob ? "bob" : "carol";

    /// <summary>How often somebody was told that somebody else has it.</summary>
    private static async Task<int> ToldAsync(SlackDriver people, string user, string holder) =>
        (await people.PrivateAsync(user)).Count(message => SlackCard.JsonOf(message).Contains($"{NameOf(holder)} is answering since", StringComparison.Ordinal));

    private static Task<string?> HolderAsync(SlackStage stage, long mention) => stage.App.Database.ReadAsync(
        async connection => (await connection.FindMentionAsync(mention))?.Holder?.Id);
}
