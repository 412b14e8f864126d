using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Slack;

namespace ChatTriage.Tests.Teams;

/// <summary>Two people press at the same moment: exactly one wins, and the other knows who, even where one sits in Teams and one in Slack.</summary>
public sealed class TeamsRaceTests
{
    private const int Rounds = 50;
    private const int MixedRounds = 20;

    [Fact]
    [Trait("Kind", "Slow")]
    public async Task Of_Two_Who_Press_At_The_Same_Moment_One_Holds_It_And_The_Other_Is_Told_Fifty_Times()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        IReadOnlyList<TeamsCard> desk = await ManyRoutedAsync(stage, Rounds);
        var winners = new List<TeamsPerson>();

        foreach (TeamsCard card in desk)
        {
            TeamsAnswer[] answers = await Task.WhenAll(stage.People.PressAsync(TeamsDriver.Adele, card, "claim"), stage.People.PressAsync(TeamsDriver.Isaiah, card, "claim"));
            TeamsPerson winner = await HolderAsync(stage, card.Mention) == TeamsDriver.Adele.Address ? TeamsDriver.Adele : TeamsDriver.Isaiah;
            (TeamsAnswer won, TeamsAnswer lost) = winner == TeamsDriver.Adele ? (answers[0], answers[1]) : (answers[1], answers[0]);
            new TeamsCard(card.Message, won.Card.ShouldNotBeNull()).State.ShouldStartWith($"{winner.Name} is answering since");
            (lost.Said ?? lost.SaidOnCard).ShouldNotBeNull().ShouldContain($"{winner.Name} is answering since");
            winners.Add(winner);
        }

        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(Rounds);
        TestContext.Current.SendDiagnosticMessage($"Adele won {winners.Count(winner => winner == TeamsDriver.Adele)} of {Rounds}");
        await stage.SettleAsync();
        for (int round = 0; round < Rounds; round++)
        {
            (await stage.People.CardAsync(TeamsDriver.CustomerService, desk[round].Mention)).State.ShouldStartWith($"{winners[round].Name} is answering since");
        }

        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Teams sends an invoke that was not answered again, and calls it something else.</summary>
    [Fact]
    public async Task The_Same_Click_Under_Another_Id_Leaves_One_Line_And_Refuses_Nothing()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.RoutedAsync();
        JsonObject click = stage.People.Click(TeamsDriver.Adele, card, "claim"), again = click.DeepClone().AsObject(), later = click.DeepClone().AsObject();
        (again["id"], later["id"]) = ("f:again", "f:later");

        TeamsAnswer[] answers = [.. await Task.WhenAll(stage.People.DeliverAsync(click), stage.People.DeliverAsync(again)), await stage.People.DeliverAsync(later)];

        foreach (TeamsAnswer answer in answers)
        {
            new TeamsCard(card.Message, answer.Card.ShouldNotBeNull()).State.ShouldStartWith("Adele Vance is answering since");
        }

        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(1);
        stage.People.Private(TeamsDriver.Adele).ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Click_On_An_Old_Card_Changes_Nothing_And_Shows_The_Present_One()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard old = await stage.People.MentionWithCardAsync();
        await stage.People.PressAsync(TeamsDriver.Adele, old, "note", ("note", "she called"));
        await stage.People.CardAsync(TeamsDriver.Triage, old.Mention, newerThan: old.Version);

        TeamsAnswer answer = await stage.People.PressAsync(TeamsDriver.Megan, old, "customer-service");

        TeamsCard.JsonOf(answer.Card.ShouldNotBeNull()).ShouldContain("she called");
        answer.SaidOnCard.ShouldNotBeNull();
        (await stage.CountAsync("SELECT count(*) FROM mention WHERE state = 'AwaitingTriage'")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>The desk is a channel in Teams and one in Slack, and both show every item.</summary>
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task Of_One_In_Teams_And_One_In_Slack_One_Holds_It_Twenty_Times()
    {
        await using SlackBox box = await SlackBox.StartAsync(SlackStage.Workspace(config: null, socket: false));
        (string Key, string? Value)[] slack = [.. SlackStage.Settings(box).Where(setting => setting.Key.StartsWith("Slack:", StringComparison.Ordinal)), ("Desks:CustomerService:Channels:1", $"slack:{SlackDriver.CustomerService}")];
        await using TeamsStage stage = await TeamsStage.StartAsync(slack);
        box.Ahead = () => ((RunningClock)stage.App.Clock).Ahead;
        await box.ConfigAsync(new { urls = SlackStage.Urls(stage.App) });
        var slackers = new SlackDriver(box, stage.App);
        IReadOnlyList<TeamsCard> desk = await ManyRoutedAsync(stage, MixedRounds);
        var winners = new List<string>();

        foreach (TeamsCard card in desk)
        {
            SlackCard inSlack = await slackers.CardAsync(SlackDriver.CustomerService, card.Mention);
            Task<SlackDelivery> bob = slackers.PressAsync(SlackDriver.Bob, inSlack, "claim");
            TeamsAnswer adele = await stage.People.PressAsync(TeamsDriver.Adele, card, "claim");
            await bob;

            string holder = await TestApp.Eventually(() => HolderAsync(stage, card.Mention), "a holder");
            if (holder == TeamsDriver.Adele.Address)
            {
                new TeamsCard(card.Message, adele.Card.ShouldNotBeNull()).State.ShouldStartWith("Adele Vance is answering since");
                int lost = winners.Count(winner => winner != "bob") + 1;
                await TestApp.Eventually(async () => await ToldAsync(slackers) == lost, $"Bob to be told for the {lost}. time that Adele has it");
            }
            else
            {
                holder.ShouldBe($"slack:{SlackDriver.Bob}");
                (adele.Said ?? adele.SaidOnCard).ShouldNotBeNull().ShouldContain("bob is answering since");
            }

            winners.Add(holder == TeamsDriver.Adele.Address ? "Adele Vance" : "bob");
        }

        TestContext.Current.SendDiagnosticMessage($"Teams won {winners.Count(winner => winner != "bob")} of {MixedRounds}");
        (await stage.CountAsync("SELECT count(*) FROM ledger WHERE verb = 'claim'")).ShouldBe(MixedRounds);
        await stage.SettleAsync();
        for (int round = 0; round < MixedRounds; round++)
        {
            string state = $"{winners[round]} is answering since";
            await stage.People.CardSayingAsync(TeamsDriver.CustomerService, desk[round].Mention, state);
            await slackers.CardSayingAsync(SlackDriver.CustomerService, desk[round].Mention, state);
        }

        await stage.ShouldBeInOrderAsync();
        await box.ShouldBeContentAsync();
    }

    private static async Task<IReadOnlyList<TeamsCard>> ManyRoutedAsync(TeamsStage stage, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            await stage.People.SendAsync($"brightwater filter {round} leaks");
        }

        await stage.SettleAsync();
        foreach (TeamsCard card in stage.People.Cards(TeamsDriver.Triage))
        {
            await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        }

        await stage.SettleAsync();
        IReadOnlyList<TeamsCard> desk = stage.People.Cards(TeamsDriver.CustomerService);
        desk.Count.ShouldBe(rounds);
        return desk;
    }

    /// <summary>How often Bob was told in Slack that Adele has it.</summary>
    private static async Task<int> ToldAsync(SlackDriver slackers) =>
        (await slackers.PrivateAsync(SlackDriver.Bob)).Count(message => SlackCard.JsonOf(message).Contains("Adele Vance is answering since", StringComparison.Ordinal));

    private static Task<string?> HolderAsync(TeamsStage stage, long mention) => stage.App.Database.ReadAsync(
        async connection => (await connection.FindMentionAsync(mention))?.Holder?.ToString());
}
