using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>Who somebody is decides what they may do and which clock they read; their Home tab is theirs.</summary>
public sealed class SlackPeopleTests
{
    [Fact]
    public async Task Somebody_Of_Another_Company_May_Look_But_Not_Decide_Or_Claim()
    {
        await using SlackStage stage = await SharedAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.CardAsync(SlackDriver.Shared, await people.SendAsync());

        foreach (string verb in new[] { "customer-service", "no-response", "note" })
        {
            SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Eve, card, verb)).ShouldContain("Only people of Acme can decide and answer here");
        }

        await people.PressAsync(SlackDriver.Alice, card, "customer-service");
        SlackCard desk = await DeskAsync(people, card);
        SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Eve, desk, "claim")).ShouldContain("Only people of Acme");
        (await DeskAsync(people, card)).State.ShouldContain("nobody yet");
        (await people.FormsAsync(SlackDriver.Eve)).ShouldBeEmpty();

        SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Eve, desk, "history")).ShouldContain("sent it to customer service");
        SlackCard.JsonOf(await people.AskAsync(SlackDriver.Eve, "brightwater today", SlackDriver.Shared)).ShouldContain("Brightwater today: 1 mention");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A private message in a thread that nobody has begun is shown to nobody, so that one stands in the channel.</summary>
    [Fact]
    public async Task What_Somebody_Of_Another_Company_Asks_The_Bot_Is_Answered_To_Them_Alone()
    {
        await using SlackStage stage = await SharedAsync();
        SlackDriver people = stage.People;
        SlackCard card = await people.CardAsync(SlackDriver.Shared, await people.SendAsync());
        await stage.App.DrainOutboxAsync();

        await stage.Box.MentionAsync(SlackDriver.Eve, "brightwater today", SlackDriver.Shared, card.Ts);
        JsonObject inThread = await people.NextPrivateAsync(SlackDriver.Eve, 0);
        await stage.Box.MentionAsync(SlackDriver.Eve, "open", SlackDriver.Shared);
        JsonObject inChannel = await people.NextPrivateAsync(SlackDriver.Eve, 1);

        SlackCard.JsonOf(inThread).ShouldContain("Brightwater today: 1 mention");
        ((string?)inThread["thread_ts"], (string?)inChannel["thread_ts"]).ShouldBe((card.Ts, null));
        (await people.MessagesAsync(SlackDriver.Shared)).ShouldHaveSingleItem("the card");

        await stage.Box.MentionAsync(SlackDriver.Alice, "brightwater today", SlackDriver.Shared, card.Ts);
        await TestApp.Eventually(async () => (await people.MessagesAsync(SlackDriver.Shared)).Any(message => SlackCard.JsonOf(message).Contains("Brightwater today: 1 mention", StringComparison.Ordinal)), "the answer for everybody");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Where_Slack_Tells_Nobody_Privately_The_Way_To_Ask_Is_All_That_Is_Said()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await stage.Box.FaultAsync(new { match = "chat.postEphemeral", error = "user_not_in_channel", times = 1 });

        await stage.Box.MentionAsync(SlackDriver.Bob, "watches", SlackDriver.Triage);

        JsonObject said = await TestApp.Eventually(async () => (await stage.People.MessagesAsync(SlackDriver.Triage)).ElementAtOrDefault(0), "the answer");
        ((string?)said["text"], said["blocks"]).ShouldBe(("Ask with /mentions, then only you see the answer.", null));
    }

    [Fact]
    public async Task Somebody_Of_Another_Company_May_Answer_Where_The_Settings_Allow_It()
    {
        await using SlackStage stage = await SharedAsync(("Slack:AllowOutsiders", "true"));
        SlackDriver people = stage.People;
        SlackCard card = await people.CardAsync(SlackDriver.Shared, await people.SendAsync());

        // Not the owner, whoever employs her.
        SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Eve, card, "customer-service")).ShouldContain("decides now");
        await people.PressAsync(SlackDriver.Alice, card, "customer-service");
        SlackCard desk = await DeskAsync(people, card);
        await people.PressAsync(SlackDriver.Eve, desk, "claim");
        await TestApp.Eventually(async () => (await people.CardsAsync(SlackDriver.Shared)).Any(shown => shown.State.Contains("eve is answering since", StringComparison.Ordinal)), "Eve to hold it");
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>A click in a shared channel may name our own Enterprise Grid beside the other company's person.</summary>
    [Fact]
    public async Task Somebody_Of_Another_Company_Stays_One_In_An_Enterprise_Grid()
    {
        await using SlackStage stage = await SlackStage.StartAsync(
            new { enterprise = new { id = "E0GRID0001", name = "Acme Grid" } },
            settings: [("Triage:Channels:0", $"slack:{SlackDriver.Shared}"), ("Desks:CustomerService:Channels:0", $"slack:{SlackDriver.Shared}")]);
        SlackCard card = await stage.People.CardAsync(SlackDriver.Shared, await stage.People.SendAsync());

        SlackCard.JsonOf(await stage.People.AnswerAsync(SlackDriver.Eve, card, "note")).ShouldContain("Only people of Acme can decide and answer here");
        (await stage.People.FormsAsync(SlackDriver.Eve)).ShouldBeEmpty();
        await stage.People.PressAsync(SlackDriver.Alice, card, "customer-service");
        await DeskAsync(stage.People, card);
    }

    /// <summary>A form can be forged by no outsider, even one whose button was never shown.</summary>
    [Fact]
    public async Task An_Item_Is_Not_Handed_To_Another_Company()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackCard claimed = await stage.People.ClaimedAsync(SlackDriver.Bob);
        SlackForm form = await stage.People.OpenAsync(SlackDriver.Bob, claimed, "hand-over");

        foreach (string nobody in new[] { SlackDriver.Eve, "U0TRIAGE01", SlackDriver.Bob })
        {
            (await stage.People.SubmitAsync(form, ("to", nobody))).ViewErrors.ShouldNotBeNull(nobody).ContainsKey("to").ShouldBeTrue();
        }

        await stage.People.SubmitAsync(form, ("to", SlackDriver.Carol));
        await stage.People.CardSayingAsync(SlackDriver.CustomerService, claimed.Mention, "carol is answering since");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Everybody_Reads_Their_Own_Clock_And_Slack_Is_Asked_Once()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        await people.SendAsync();

        foreach ((string user, string zone) in new[] { (SlackDriver.Alice, "Europe/Berlin"), (SlackDriver.Bob, "America/New_York"), (SlackDriver.Carol, "Europe/London"), (SlackDriver.Bob, "America/New_York") })
        {
            SlackCard.JsonOf(await people.AskAsync(user, "brightwater today")).ShouldContain(zone);
        }

        SlackCard desk = await people.RoutedAsync("brightwater sent me the wrong cartridge");
        await people.PressAsync(SlackDriver.Bob, desk, "claim");
        await people.CardSayingAsync(SlackDriver.CustomerService, desk.Mention, "bob is answering since");
        string inLondon = SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Carol, desk, "claim"));
        string inBerlin = SlackCard.JsonOf(await people.AnswerAsync(SlackDriver.Alice, desk, "claim"));
        Hours(inBerlin).ShouldBe((Hours(inLondon) + 1) % 24);

        IEnumerable<string> asked = (await stage.Box.CallsAsync("users.info")).Select(call => (string)call["args"]!["user"]!);
        asked.ShouldBeUnique();
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task The_Home_Tab_Shows_What_Is_Mine_And_Its_Buttons_Work()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        SlackCard mine = await people.ClaimedAsync(SlackDriver.Bob, "brightwater mine");
        SlackCard free = await people.RoutedAsync("brightwater free");

        await stage.Box.OpenHomeAsync(SlackDriver.Bob);
        JsonObject home = await HomeAsync(stage, "brightwater mine");
        SlackCard.JsonOf(home).ShouldContain("brightwater free");

        // Taking the free one redraws it; releasing the other one as well.
        await PressAtHomeAsync(stage, home, "claim", free.Mention);
        await people.CardSayingAsync(SlackDriver.CustomerService, free.Mention, "bob is answering since");
        home = await HomeAsync(stage, $"\"{free.Mention}/{free.Version + 1}/");
        await PressAtHomeAsync(stage, home, "release", mine.Mention);
        await people.CardSayingAsync(SlackDriver.CustomerService, mine.Mention, "nobody yet");

        // A form opens from there too.
        home = await HomeAsync(stage, $"\"{mine.Mention}/{mine.Version + 1}/");
        await PressAtHomeAsync(stage, home, "mark-answered", free.Mention);
        SlackForm form = await TestApp.Eventually(async () => (await people.FormsAsync(SlackDriver.Bob)).SingleOrDefault(shown => shown.Verb == "mark-answered"), "the form");
        await people.SubmitAsync(form, ("answer", "https://example.com/answer"));
        await people.CardSayingAsync(SlackDriver.CustomerService, free.Mention, "Answered by bob");
        await stage.ShouldBeInOrderAsync();
    }

    private static Task<SlackStage> SharedAsync(params (string Key, string? Value)[] more) => SlackStage.StartAsync(
        settings: [("Triage:Channels:0", $"slack:{SlackDriver.Shared}"), ("Desks:CustomerService:Channels:0", $"slack:{SlackDriver.Shared}"), .. more]);

    private static Task<SlackCard> DeskAsync(SlackDriver people, SlackCard card) => TestApp.Eventually(
        async () => (await people.CardsAsync(SlackDriver.Shared)).SingleOrDefault(shown => shown.Mention == card.Mention && shown.Ts != card.Ts), "the desk's card");

    private static int Hours(string told) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(told, @"answering since (\d\d):").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<JsonObject> HomeAsync(SlackStage stage, string saying) => TestApp.Eventually(
        async () => (await stage.Box.StateAsync())["homes"]![SlackDriver.Bob] is JsonObject home && SlackCard.JsonOf(home).Contains(saying, StringComparison.Ordinal) ? home : null,
        $"a Home tab that says {saying}");

    private static async Task PressAtHomeAsync(SlackStage stage, JsonObject home, string verb, long mention)
    {
        string value = Values(home["blocks"]).First(value => value.Verb == verb && value.Value.StartsWith($"{mention}/", StringComparison.Ordinal)).Value;
        (await stage.Box.ClickAsync(new { user = SlackDriver.Bob, home = true, action_id = verb, value })).Acked.ShouldBeTrue();
    }

    private static IEnumerable<(string Verb, string Value)> Values(JsonNode? node) => node switch
    {
        JsonObject button when button["action_id"] is { } verb && button["value"] is { } value => [((string)verb!, (string)value!)],
        JsonObject found => found.SelectMany(property => Values(property.Value)),
        JsonArray list => list.SelectMany(Values),
        _ => [],
    };
}
