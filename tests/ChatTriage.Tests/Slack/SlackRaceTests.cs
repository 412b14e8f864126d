using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

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
            var before = new Dictionary<string, int> { [SlackDriver.Bob] = (await people.PrivateAsync(SlackDriver.Bob)).Count, [SlackDriver.Carol] = (await people.PrivateAsync(SlackDriver.Carol)).Count };
            IReadOnlyList<SlackDelivery> clicks = await stage.Box.BatchAsync(("click", card.Press(SlackDriver.Bob, "claim")), ("click", card.Press(SlackDriver.Carol, "claim")));
            clicks.ShouldAllBe(click => click.Acked);

            string holder = await TestApp.Eventually(() => HolderAsync(stage, card.Mention), $"a holder of mention {card.Mention}");
            (string winner, string loser) = holder == SlackDriver.Bob ? (SlackDriver.Bob, SlackDriver.Carol) : (SlackDriver.Carol, SlackDriver.Bob);

            // A word about an earlier round, whose card had to queue, may come in between.
            string word = $"{(winner == SlackDriver.Bob ? "bob" : "carol")} is answering since";
            await TestApp.Eventually(
                async () => (await people.PrivateAsync(loser)).Skip(before[loser]).Any(told => SlackCard.JsonOf(told).Contains(word, StringComparison.Ordinal)), $"{loser} to be told: {word}");
            winners.Add(winner);
        }

        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger WHERE verb = 'claim'"))).ShouldBe(Rounds);
        TestContext.Current.SendDiagnosticMessage($"Bob won {winners.Count(winner => winner == SlackDriver.Bob)} of {Rounds}");
        await stage.SettleAsync();
        foreach ((SlackCard card, string winner) in desk.Zip(winners))
        {
            (await people.CardAsync(SlackDriver.CustomerService, card.Mention)).State.ShouldStartWith($"{(winner == SlackDriver.Bob ? "bob" : "carol")} is answering since");
        }

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

        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger WHERE verb = 'claim'"))).ShouldBe(1);

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
            async () => await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM mention WHERE state = 'Routed'")) == Rounds, "all to be routed");
        await stage.SettleAsync();
        IReadOnlyList<SlackCard> desk = await stage.People.CardsAsync(SlackDriver.CustomerService);
        desk.Count.ShouldBe(Rounds);
        return desk;
    }

    private static Task<string?> HolderAsync(SlackStage stage, long mention) => stage.App.Database.ReadAsync(
        async connection => (await connection.FindMentionAsync(mention))?.Holder?.Id);
}
