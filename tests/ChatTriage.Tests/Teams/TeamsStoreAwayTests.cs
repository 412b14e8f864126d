using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Teams;

/// <summary>The store does not answer: Teams is answered in time all the same, nobody believes that something was done, and nothing is done later.</summary>
public sealed class TeamsStoreAwayTests
{
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task A_Click_Is_Answered_In_Time_With_A_Clear_Sentence()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.MentionWithCardAsync();
        await stage.People.AskAsync(TeamsDriver.Megan, TeamsDouble.ChatWith(TeamsDriver.Megan), "help");
        await stage.App.DrainOutboxAsync();

        await using (await LockedAsync(stage))
        {
            TeamsAnswer answer = await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
            answer.Status.ShouldBe(200);
            answer.Said.ShouldNotBeNull().ShouldContain("cannot reach its store right now, so nothing was changed");
        }

        (await stage.CountAsync("SELECT count(*) FROM mention WHERE state = 'AwaitingTriage'")).ShouldBe(1);
        await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    [Trait("Kind", "Slow")]
    public async Task Messages_And_Events_Come_Again_And_Are_Answered_Once()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.App.DrainOutboxAsync();
        JsonObject question = stage.People.Words(TeamsDriver.Adele, TeamsDouble.ChatWith(TeamsDriver.Adele), "help");
        JsonObject removed = stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Group, "remove");

        await using (await LockedAsync(stage))
        {
            foreach (TeamsAnswer answer in await Task.WhenAll(stage.People.DeliverAsync(question), stage.People.DeliverAsync(removed)))
            {
                (answer.Status, answer.RetryAfter).ShouldBe((503, true));
            }
        }

        (await stage.People.DeliverAsync(question)).Status.ShouldBe(200);
        (await stage.People.DeliverAsync(removed)).Status.ShouldBe(200);
        await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "mentions");
        stage.People.Private(TeamsDriver.Adele).ShouldHaveSingleItem();
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE removed IS NOT NULL")).ShouldBe(1);
    }

    /// <summary>Teams asks again after five seconds and shows an error after the third time. How somebody new is reached cannot be noted, and need not be.</summary>
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task The_Message_Extension_Answers_Within_Five_Seconds()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await stage.People.MentionWithCardAsync();
        await stage.App.DrainOutboxAsync();

        await using (await LockedAsync(stage))
        {
            using var five = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            TeamsAnswer answer = await stage.People.SearchAsync(TeamsDriver.Isaiah, TeamsDriver.Group, "filter").WaitAsync(five.Token);
            answer.Status.ShouldBe(200);
            answer.Body!["composeExtension"]!["attachments"]!.AsArray().Count.ShouldBe(1);
        }
    }

    /// <summary>Somebody new presses: that they cannot be noted must not take the time in which the click is answered.</summary>
    [Fact]
    [Trait("Kind", "Slow")]
    public async Task Somebody_New_Who_Presses_Is_Answered_Within_Five_Seconds_As_Well()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard desk = await stage.People.RoutedAsync();
        TeamsMessage asked = await stage.People.AskAsync(TeamsDriver.Megan, TeamsDouble.ChatWith(TeamsDriver.Megan), "help");
        asked.ShouldNotBeNull();
        await stage.People.WriteAsync(TeamsDriver.Megan, TeamsDriver.Group, "mentions brightwater today");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Megan, "Brightwater today: 1 mention")).ShouldNotBeNull();
        await stage.App.DrainOutboxAsync();

        await using (await LockedAsync(stage))
        {
            // Others write as well, and everybody waits for the one before.
            Task<TeamsAnswer> before = stage.People.DeliverAsync(stage.People.Words(TeamsDriver.Adele, TeamsDriver.Group, "help"));
            await Task.Delay(200);
            using var five = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            TeamsAnswer pressed = await stage.People.PressAsync(TeamsDriver.Isaiah, desk, "claim").WaitAsync(five.Token);
            pressed.Status.ShouldBe(200);
            pressed.Said.ShouldNotBeNull();
            (await before).Status.ShouldBe(503);

            TeamsAnswer shared = await stage.People.PressAsync(TeamsDriver.Megan, answer, "share");
            shared.Status.ShouldBe(200);
            shared.Said.ShouldNotBeNull().ShouldContain("ChatTriage");
        }
    }

    /// <summary>Somebody else writes and does not come to an end, until disposed of.</summary>
    private static async Task<SqliteConnection> LockedAsync(TeamsStage stage)
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(stage.App.Folder, "chattriage.db")};Pooling=False");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        return other;
    }
}
