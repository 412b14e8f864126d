using System.Net;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>Buttons under an answer in Teams: what one person asked for is seen by that person alone.</summary>
public sealed class TeamsQuestionTests
{
    [Theory]
    [InlineData("Never")]
    [InlineData("Always")]
    public async Task Next_Takes_The_Place_Of_The_Private_Answer_And_Can_Be_Shared_Where_It_Was_Asked(string targeted)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", targeted));
        await SendAsync(stage, 7);
        await stage.People.WriteAsync(TeamsDriver.Adele, TeamsDriver.Triage, "mentions brightwater 7d");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "7 mentions")).ShouldNotBeNull();

        TeamsAnswer pressed = await stage.People.PressAsync(TeamsDriver.Adele, answer, "next");
        var next = new TeamsCard(answer.Message, pressed.Card.ShouldNotBeNull());
        Posts(next.Card).Length.ShouldBe(2);
        Posts(next.Card).Intersect(Posts(answer.Card)).ShouldBeEmpty();

        (await stage.People.PressAsync(TeamsDriver.Adele, next, "share")).Said.ShouldNotBeNull().ShouldContain("sees it now");
        TeamsCard shared = TeamsCard.Of(stage.Connector.Messages(TeamsDriver.Triage).Last(message => message.To is null && TeamsCard.JsonOf(message.Activity).Contains("7 mentions", StringComparison.Ordinal))).ShouldNotBeNull();

        // What everybody sees stays for everybody, whoever presses.
        TeamsAnswer isaiahs = await stage.People.PressAsync(TeamsDriver.Isaiah, shared, "next");
        isaiahs.Card.ShouldBeNull();
        isaiahs.Said.ShouldNotBeNull();
        await TestApp.Eventually(() => Task.FromResult(stage.People.Private(TeamsDriver.Isaiah).Any(message => Posts(message.Activity).Length == 2)), "his own next page");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Button_Of_Somebody_Elses_Private_Answer_Replaces_Nothing()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", "Always"));
        await SendAsync(stage, 7);
        await stage.People.WriteAsync(TeamsDriver.Adele, TeamsDriver.Triage, "mentions brightwater 7d");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "7 mentions")).ShouldNotBeNull();

        (await stage.People.PressAsync(TeamsDriver.Isaiah, answer, "next")).Card.ShouldBeNull();
    }

    /// <summary>A button of an older version, or a forged one.</summary>
    [Theory]
    [InlineData("mine")]
    [InlineData("watches")]
    [InlineData("keywords brightwater 7d by:me")]
    public async Task What_Is_One_Persons_Is_Answered_To_That_Person_Alone_And_Never_Shared(string question)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", "Always"));
        TeamsMessage own = await stage.People.AskAsync(TeamsDriver.Adele, TeamsDriver.Triage, question);
        own.To.ShouldBe(TeamsDriver.Adele.Id);
        TeamsCard.JsonOf(own.Activity).ShouldNotContain("Share here");
        await stage.People.MentionWithCardAsync();
        await stage.People.WriteAsync(TeamsDriver.Adele, TeamsDriver.Triage, "mentions brightwater 7d");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "1 mention")).ShouldNotBeNull();
        int before = stage.Connector.Messages(TeamsDriver.Triage).Count(message => message.To is null);

        (await stage.People.PressAsync(TeamsDriver.Adele, answer, "share", ("share", question))).Said.ShouldNotBeNull().ShouldContain("for you alone");

        stage.Connector.Messages(TeamsDriver.Triage).Count(message => message.To is null).ShouldBe(before);
    }

    [Fact]
    public async Task Csv_Is_A_Link_That_Leads_To_This_Program()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("PublicUrl", "https://bot.example.com/"));
        await SendAsync(stage, 2);
        string chat = TeamsDouble.ChatWith(TeamsDriver.Adele);
        TeamsCard answer = TeamsCard.Of(await stage.People.AskAsync(TeamsDriver.Adele, chat, "brightwater 7d")).ShouldNotBeNull();

        (await stage.People.PressAsync(TeamsDriver.Adele, answer, "csv")).Said.ShouldBe("It is below.");
        TeamsMessage file = await stage.People.PrivateSayingAsync(TeamsDriver.Adele, "Download CSV");
        var link = new Uri((string)CardFiles.Objects(file.Activity).First(found => (string?)(found["title"] as JsonValue) == "Download CSV")["url"]!);

        link.GetLeftPart(UriPartial.Authority).ShouldBe("https://bot.example.com");
        using HttpResponseMessage download = await stage.App.Http.PostAsync(new Uri(link.PathAndQuery, UriKind.Relative), content: null);
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await download.Content.ReadAsStringAsync()).Split("\r\n").Count(line => line.Length > 0).ShouldBe(3);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Without_A_Public_Address_There_Is_One_Sentence()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        await SendAsync(stage, 2);
        TeamsCard answer = TeamsCard.Of(await stage.People.AskAsync(TeamsDriver.Adele, TeamsDouble.ChatWith(TeamsDriver.Adele), "brightwater 7d")).ShouldNotBeNull();

        (await stage.People.PressAsync(TeamsDriver.Adele, answer, "csv")).Said.ShouldNotBeNull().ShouldContain("PublicUrl");
    }

    [Fact]
    public async Task Somebody_Of_Another_Company_May_Look_And_Take_No_File()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", "Always"), ("PublicUrl", "https://bot.example.com"));
        await SendAsync(stage, 7);
        await stage.People.WriteAsync(TeamsDriver.Eve, TeamsDriver.Triage, "mentions brightwater 7d");
        TeamsCard answer = TeamsCard.Of(await stage.People.PrivateSayingAsync(TeamsDriver.Eve, "7 mentions")).ShouldNotBeNull();

        (await stage.People.PressAsync(TeamsDriver.Eve, answer, "csv")).Said.ShouldNotBeNull().ShouldContain("welcome to look");
        (await stage.People.PressAsync(TeamsDriver.Eve, answer, "next")).Card.ShouldNotBeNull();
    }

    private static async Task SendAsync(TeamsStage stage, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await stage.People.SendAsync($"brightwater filter number {i} has its very own trouble {new string((char)('a' + i), 12)}");
        }
    }

    private static string[] Posts(JsonObject card) => [.. CardFiles.Objects(card).Where(found => (string?)(found["title"] as JsonValue) == "Open original").Select(action => (string)action["url"]!)];
}
