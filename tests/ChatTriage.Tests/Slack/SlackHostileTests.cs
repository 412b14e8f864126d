using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Hostile;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>What strangers write, and what colleagues type, pings nobody, fakes nothing and breaks no card in Slack.</summary>
public sealed class SlackHostileTests
{
    private static readonly string[] s_pings = ["<!channel", "<!here", "<!everyone", "<@U0", "<#C0", "<!subteam", "<https://evil.example|"];

    [Fact]
    public async Task No_Hostile_Mention_Breaks_A_Card_Or_Pings_Anybody_On_Its_Whole_Way()
    {
        // Some say the same once what cannot be seen is gone; here each shall have a card.
        await using SlackStage stage = await SlackStage.StartAsync(settings: ("Stories:Enabled", "false"));
        SlackDriver people = stage.People;
        long[] mentions = [.. await SendAllAsync(people)];
        await stage.SettleAsync();

        foreach (long mention in mentions)
        {
            SlackCard card = await people.CardAsync(SlackDriver.Triage, mention);
            ShouldBeInert(card.Message);
            await people.PressAsync(SlackDriver.Alice, card, "customer-service");
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            SlackCard desk = await people.CardAsync(SlackDriver.CustomerService, mention);
            ShouldBeInert(desk.Message);
            await people.PressAsync(SlackDriver.Bob, desk, "claim");
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            SlackCard claimed = await people.CardSayingAsync(SlackDriver.CustomerService, mention, "bob is answering since");
            SlackForm form = await people.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");
            await people.SubmitAsync(form, ("answer", "https://example.com/answer"));
        }

        await stage.SettleAsync();
        foreach (long mention in mentions)
        {
            ShouldBeInert((await people.CardSayingAsync(SlackDriver.CustomerService, mention, "Answered by bob")).Message);
        }

        ShouldBeInert(await people.AskAsync(SlackDriver.Bob, "brightwater today"));
        ShouldBeInert(await people.AskAsync(SlackDriver.Bob, "open"));
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Names, notes, reasons, answers and questions are foreign words too.</summary>
    [Fact]
    public async Task What_Colleagues_Type_Pings_Nobody_Either()
    {
        const string Hostile = "<!channel> <@U0ALICE001> <https://evil.example|brightwater.example> *bold* `x` & :tada:";
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.MentionWithCardAsync("brightwater", author: Hostile);

        SlackForm note = await people.OpenAsync(SlackDriver.Alice, card, "note");
        await people.SubmitAsync(note, ("note", Hostile));
        card = await people.CardAsync(SlackDriver.Triage, card.Mention, newerThan: card.Version);
        ShouldBeInert(card.Message);

        SlackForm noResponse = await people.OpenAsync(SlackDriver.Alice, card, "no-response");
        await people.SubmitAsync(noResponse, ("reason", "other"), ("reasonText", Hostile));
        SlackCard decided = await people.CardSayingAsync(SlackDriver.Triage, card.Mention, "No response");
        ShouldBeInert(decided.Message);

        SlackCard claimed = await people.ClaimedAsync(SlackDriver.Bob, "brightwater again");
        SlackForm form = await people.OpenAsync(SlackDriver.Bob, claimed, "mark-answered");
        await people.SubmitAsync(form, ("answer", Hostile));
        SlackCard answered = await people.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "Answered by bob");
        ShouldBeInert(answered.Message);
        ShouldBeInert(await people.AnswerAsync(SlackDriver.Carol, answered, "history"));

        ShouldBeInert(await people.AskAsync(SlackDriver.Bob, $"brightwater {Hostile}"));
        JsonObject found = await people.AskAsync(SlackDriver.Bob, "brightwater \"<!channel>\" today");
        ShouldBeInert(found);
        await stage.ShouldBeInOrderAsync();
    }

    private static async Task<IReadOnlyList<long>> SendAllAsync(SlackDriver people)
    {
        var mentions = new List<long>();
        foreach (string text in HostileTexts.All.Values)
        {
            mentions.Add(await people.SendAsync(text, author: "<!channel> *mara* <@U0BOB00001>"));
        }

        return mentions;
    }

    /// <summary>Fields of plain text and rich text are not read as markup; everything else is.</summary>
    private static void ShouldBeInert(JsonObject message)
    {
        string[] markup = [(string?)message["text"] ?? "", .. Markup(message["blocks"])];
        foreach (string field in markup)
        {
            s_pings.Where(ping => field.Contains(ping, StringComparison.Ordinal)).ShouldBeEmpty(field);
        }
    }

    private static IEnumerable<string> Markup(JsonNode? node) => node switch
    {
        JsonObject text when (string?)text["type"] == "mrkdwn" => [(string)text["text"]!],
        JsonObject found => found.SelectMany(property => Markup(property.Value)),
        JsonArray list => list.SelectMany(Markup),
        _ => [],
    };
}
