using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Hostile;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>What strangers write, and what colleagues type, pings nobody, fakes nothing and breaks no card in Teams.</summary>
public sealed class TeamsHostileTests
{
    [Fact]
    public async Task No_Hostile_Mention_Breaks_A_Card_Or_Pings_Anybody_On_Its_Whole_Way()
    {
        // Some say the same once what cannot be seen is gone; here each shall have a card.
        await using TeamsStage stage = await TeamsStage.StartAsync(("Stories:Enabled", "false"));
        TeamsDriver people = stage.People;
        var mentions = new List<long>();
        foreach (string text in HostileTexts.All.Values)
        {
            mentions.Add(await people.SendAsync(text, $"{HostileTexts.Canary} <at>all</at> **x** [y](https://evil.example)"));
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            await people.PressAsync(TeamsDriver.Megan, await people.CardAsync(TeamsDriver.Triage, mention), "customer-service");
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            TeamsCard desk = await people.CardAsync(TeamsDriver.CustomerService, mention);
            await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            TeamsCard claimed = await people.CardSayingAsync(TeamsDriver.CustomerService, mention, "Adele Vance is answering since");
            await people.PressAsync(TeamsDriver.Adele, claimed, "mark-answered", ("answer", "https://example.com/answer"));
        }

        await stage.SettleAsync();
        await people.CardSayingAsync(TeamsDriver.CustomerService, mentions[^1], "Answered by Adele Vance");
        await people.AskAsync(TeamsDriver.Adele, TeamsDouble.ChatWith(TeamsDriver.Adele), "mentions brightwater today");
        await people.AskAsync(TeamsDriver.Adele, TeamsDouble.ChatWith(TeamsDriver.Adele), "open");
        ShouldAllBeInert(stage);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Names, notes, reasons, answers and questions are foreign words too.</summary>
    [Fact]
    public async Task What_Colleagues_Type_Pings_Nobody_Either()
    {
        const string Hostile = $"{HostileTexts.Canary} <at>Megan Bowen</at> **bold** [a](https://evil.example) {{{{TIME(2020-01-01T00:00:00Z)}}}} ${{state}}";
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:TargetedMessages", "Always"));
        TeamsDriver people = stage.People;
        TeamsCard desk = await people.RoutedAsync();
        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        TeamsCard claimed = await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        await people.PressAsync(TeamsDriver.Megan, claimed, "note", ("note", Hostile));
        claimed = await people.CardAsync(TeamsDriver.CustomerService, desk.Mention, newerThan: claimed.Version);
        await people.PressAsync(TeamsDriver.Adele, claimed, "mark-answered", ("answer", Hostile));
        await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Answered by Adele Vance");
        foreach (string words in new[] { $"mentions {Hostile} today", $"connect triage {Hostile}", Hostile })
        {
            await people.AskAsync(TeamsDriver.Megan, TeamsDriver.Group, words);
        }

        // Somebody's own name, which Teams says with every click.
        JsonObject click = people.Click(TeamsDriver.Isaiah, await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Answered by Adele Vance"), "reopen");
        click["from"]!["name"] = Hostile;
        (await people.DeliverAsync(click)).Card.ShouldNotBeNull();
        TeamsCard again = await people.CardSayingAsync(TeamsDriver.Triage, desk.Mention, "Needs a decision");
        (await people.ToldAsync(TeamsDriver.Adele, again, "history")).ShouldNotBeEmpty();
        ShouldAllBeInert(stage);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Everything that was ever sent, and every version of it.</summary>
    private static void ShouldAllBeInert(TeamsStage stage)
    {
        JsonObject[] activities = [.. stage.Connector.Messages().SelectMany(message => message.Versions)];
        activities.ShouldAllBe(activity => activity["entities"] == null, "nobody is mentioned");
        activities.Where(activity => activity["attachments"] is null).ShouldAllBe(activity => (string?)activity["textFormat"] == "plain");
        bool seen = false;
        foreach (JsonObject card in activities.Select(activity => activity["attachments"]?[0]?["content"]).OfType<JsonObject>())
        {
            foreach ((string path, string type, string name, string text) in Inert.Texts(card).Where(found => found.Text.Contains(HostileTexts.Canary, StringComparison.Ordinal)))
            {
                // Its own words stand where nothing is read as markup; what may be read so was made harmless.
                seen = true;
                bool plain = type == "TextRun" || name == "fallbackText" || type.StartsWith("Input.", StringComparison.Ordinal) || path.Contains(".data", StringComparison.Ordinal);
                (plain || (!text.Contains("**", StringComparison.Ordinal) && !text.Contains("](", StringComparison.Ordinal) && !text.Contains("<at", StringComparison.Ordinal))).ShouldBeTrue($"{path}: {text}");
                text.Contains("{{TIME(2020", StringComparison.Ordinal).ShouldBeFalse($"{path}: {text}");
            }

            TeamsRules.Actions(card).Where(action => (string?)action["type"] == "Action.OpenUrl").ShouldAllBe(action => ((string)action["url"]!).StartsWith("https://example.com/", StringComparison.Ordinal));
        }

        seen.ShouldBeTrue();
    }
}
