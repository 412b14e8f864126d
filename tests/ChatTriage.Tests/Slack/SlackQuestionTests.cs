using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>Buttons under an answer in Slack: what one person asked for is seen by that person alone.</summary>
public sealed class SlackQuestionTests
{
    [Fact]
    public async Task Next_Takes_The_Place_Of_The_Private_Answer_And_Never_Of_A_Shared_One()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        SlackDriver people = stage.People;
        await SendAsync(stage, 7);
        JsonObject answer = await people.AskAsync(SlackDriver.Carol, "brightwater 7d");
        int before = (await people.PrivateAsync(SlackDriver.Carol)).Count;

        await people.PressAsync(SlackDriver.Carol, answer, "next");
        JsonObject next = await TestApp.Eventually(
            async () => (await people.PrivateAsync(SlackDriver.Carol)).FirstOrDefault(message => (string?)message["ts"] == (string?)answer["ts"] && Posts(message).Length == 2), "the next page in the same place");
        (await people.PrivateAsync(SlackDriver.Carol)).Count.ShouldBe(before);
        Posts(answer).Intersect(Posts(next)).ShouldBeEmpty();

        JsonObject again = await people.AskAsync(SlackDriver.Carol, "brightwater 7d");
        await people.PressAsync(SlackDriver.Carol, again, "share");
        JsonObject shared = await TestApp.Eventually(
            async () => (await people.MessagesAsync(SlackDriver.Triage)).FirstOrDefault(message => SlackCard.JsonOf(message).Contains("asked `/mentions", StringComparison.Ordinal)), "the shared answer");
        SlackCard.JsonOf(again).ShouldContain("your time zone");
        SlackCard.JsonOf(shared).ShouldContain(", as asked", customMessage: "it is Carol's, and not that of who reads it");
        int bobs = (await people.PrivateAsync(SlackDriver.Bob)).Count;
        await people.PressAsync(SlackDriver.Bob, shared, "next");
        Posts(await people.NextPrivateAsync(SlackDriver.Bob, bobs)).Length.ShouldBe(2);
        Posts((await people.MessagesAsync(SlackDriver.Triage)).Single(message => (string?)message["ts"] == (string?)shared["ts"])).Length.ShouldBe(5);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Slack refuses the whole message for one block that a workspace does not know yet, and an acknowledgement cannot be seen to fail.</summary>
    [Fact]
    public async Task A_Workspace_That_Draws_No_Charts_Loses_No_Answer_And_Is_Not_Tried_Again_For_A_Day()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        await stage.Box.FaultAsync(new { match = "response_url", error = "invalid_blocks", times = 1 });

        JsonObject first = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");
        JsonObject second = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");

        SlackCard.JsonOf(first).ShouldContain("By day");
        SlackCard.JsonOf(second).ShouldContain("By day");
        (await stage.Box.CallsAsync("response_url")).Count.ShouldBe(2, "one try, one answer; the second answer was in the acknowledgement");

        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromHours(25));
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d")).ShouldContain("data_visualization");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_Workspace_That_Draws_Charts_Gets_Them_At_Once_From_Then_On()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);

        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d")).ShouldContain("data_visualization");
        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d")).ShouldContain("data_visualization");

        (await stage.Box.CallsAsync("response_url")).ShouldHaveSingleItem();
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>Where the address of our pictures is known only inside, Slack cannot fetch them and refuses the message.</summary>
    [Fact]
    public async Task Where_Slack_Cannot_Fetch_Our_Pictures_Words_Take_Their_Place()
    {
        using var folder = new ScratchFolder();
        await using SlackStage stage = await SlackStage.StartAsync(settings: [("PublicUrl", "https://bot.example.com"), ("Slack:KeysFolder", folder.Path)]);
        await SendAsync(stage, 3);
        await stage.Box.FaultAsync(new { match = "response_url", error = "invalid_blocks", times = 2 });

        SlackCard.JsonOf(await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d")).ShouldContain("By day");
        JsonObject second = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");

        SlackCard.JsonOf(second).ShouldContain("By day");
        SlackCard.JsonOf(second).ShouldNotContain("image_url");
        (await stage.Box.CallsAsync("response_url")).Count.ShouldBe(3, "the chart, the picture and the words; the second answer was in the acknowledgement");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task What_Is_Posted_For_Everybody_Is_Not_Lost_For_A_Picture()
    {
        using var folder = new ScratchFolder();
        await using SlackStage stage = await SlackStage.StartAsync(settings: [("PublicUrl", "https://bot.example.com"), ("Slack:KeysFolder", folder.Path)]);
        await SendAsync(stage, 3);
        IChatPlatform slack = stage.App.Services.GetServices<IChatPlatform>().Single(platform => platform.Name == "slack");
        Person carol = new(Address.Parse($"slack:{SlackDriver.Carol}"), "carol", TimeZoneInfo.Utc);
        Question question = QuestionParser.Parse("brightwater 7d", BrandNames.Of(["Brightwater"]));
        DrawnCard card = await stage.App.Services.GetRequiredService<AnswerCommand>().DrawAsync(question, carol, stage.App.Clock.GetUtcNow(), slack, TestContext.Current.CancellationToken);
        card.Json.ShouldContain("https://bot.example.com/charts/");
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error = "invalid_blocks", times = 1 });

        DeliveryResult result = await slack.PostAsync(Address.Parse($"slack:{SlackDriver.Triage}"), "digest:1:1", card, TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(DeliveryOutcome.Delivered);
        JsonObject posted = (await stage.People.MessagesAsync(SlackDriver.Triage)).Single(message => (string?)message["ts"] == result.MessageRef);
        SlackCard.JsonOf(posted).ShouldContain("By day");
        SlackCard.JsonOf(posted).ShouldNotContain("image_url");
    }

    [Fact]
    public async Task What_Was_Asked_In_The_Open_Is_Answered_Without_The_Picture()
    {
        using var folder = new ScratchFolder();
        await using SlackStage stage = await SlackStage.StartAsync(settings: [("PublicUrl", "https://bot.example.com"), ("Slack:KeysFolder", folder.Path)]);
        await SendAsync(stage, 3);
        await stage.App.DrainOutboxAsync();
        await stage.Box.FaultAsync(new { match = "chat.postMessage", error = "invalid_blocks", times = 1 });

        await stage.Box.EventAsync(new { type = "app_mention", user = SlackDriver.Carol, channel = SlackDriver.Triage, text = "<@U0TRIAGE01> brightwater 7d", ts = "1790000000.000100" }, new { event_id = "Ev0PICTURE" });

        JsonObject answer = await TestApp.Eventually(
            async () => (await stage.People.MessagesAsync(SlackDriver.Triage)).FirstOrDefault(message => SlackCard.JsonOf(message).Contains("3 mentions", StringComparison.Ordinal)), "the answer");
        SlackCard.JsonOf(answer).ShouldNotContain("image_url");
    }

    [Fact]
    public async Task Csv_Pressed_Again_Before_The_File_Is_There_Makes_No_Second_One()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        await OpenChatAsync(stage, SlackDriver.Carol);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");
        await stage.Box.FaultAsync(new { match = "files.getUploadURLExternal", delayMs = 3000, times = 1 });

        await stage.People.PressAsync(SlackDriver.Carol, answer, "csv");
        await stage.People.PressAsync(SlackDriver.Carol, answer, "csv");

        await stage.People.PrivateSayingAsync(SlackDriver.Carol, "is still being made");
        await stage.People.PrivateSayingAsync(SlackDriver.Carol, "The file is in your chat with ChatTriage.");
        (await stage.Box.StateAsync())["files"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Somebody_Of_Another_Company_Shows_Nothing_To_Everybody()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Eve, "brightwater 7d", SlackDriver.Shared);

        await stage.People.PressAsync(SlackDriver.Eve, answer, "share", SlackDriver.Shared);

        await stage.People.PrivateSayingAsync(SlackDriver.Eve, "can show something to everybody");
        (await stage.People.MessagesAsync(SlackDriver.Shared)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Is_One_Persons_Is_Answered_To_That_Person_Alone_And_Never_Shared()
    {
        await using SlackStage stage = await SlackStage.StartAsync(settings: [("Brands:1:Name", "Clearspring"), ("Brands:1:Match", "clearspring")]);
        SlackDriver people = stage.People;
        await people.MentionWithCardAsync();
        string[] asked = ["mine", "watches", "help", "brightwater by:me", "keywords brightwater 7d by:me", "brightwater vs clearspring 7d by:me"];
        int cards = (await people.MessagesAsync(SlackDriver.Triage)).Count, told = 0;

        foreach (string question in asked)
        {
            await stage.Box.MentionAsync(SlackDriver.Bob, question, SlackDriver.Triage);
            await people.NextPrivateAsync(SlackDriver.Bob, told++);
            SlackCard.JsonOf(await people.AskAsync(SlackDriver.Bob, question)).ShouldNotContain("Share here", customMessage: question);
            told++;
        }

        // A button of an older version, or a forged one.
        JsonObject answer = await people.AskAsync(SlackDriver.Bob, "keywords brightwater 7d");
        SlackCard.JsonOf(answer).ShouldContain("Share here");
        await stage.Box.ClickAsync(new { user = SlackDriver.Bob, channel = SlackDriver.Triage, ts = (string)answer["ts"]!, action_id = "share", value = "keywords brightwater 7d by:me", force = true });
        await people.PrivateSayingAsync(SlackDriver.Bob, "for you alone");
        (await people.MessagesAsync(SlackDriver.Triage)).Count.ShouldBe(cards);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Why_A_Shared_Question_Has_No_Answer_Now_Is_Told_To_One_Alone()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");
        var settings = (IConfigurationRoot)stage.App.Services.GetRequiredService<IConfiguration>();
        settings["Brands:0:Name"] = "Clearwater";
        settings.Reload();
        await TestApp.Eventually(() => Task.FromResult(stage.App.Logs.Lines.Any(line => line.Text.Contains("Settings changed", StringComparison.Ordinal))), "the new settings");

        await stage.People.PressAsync(SlackDriver.Carol, answer, "share");

        await stage.People.PrivateSayingAsync(SlackDriver.Carol, "earest:");
        (await stage.People.MessagesAsync(SlackDriver.Triage)).ShouldNotContain(message => SlackCard.JsonOf(message).Contains("asked `/mentions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_Comes_As_A_File_Into_The_Chat_With_The_Bot()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        await OpenChatAsync(stage, SlackDriver.Carol);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");

        await stage.People.PressAsync(SlackDriver.Carol, answer, "csv");
        await stage.People.PrivateSayingAsync(SlackDriver.Carol, "The file is in your chat with ChatTriage.");

        JsonObject file = (await stage.Box.StateAsync())["files"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        ((string)file["name"]!).ShouldEndWith(".csv");
        ((bool)file["done"]!, (long)file["size"]! > 300).ShouldBe((true, true));
        (await stage.People.DirectAsync(SlackDriver.Carol)).SelectMany(message => message["files"]?.AsArray() ?? []).Count().ShouldBe(1);
        Directory.EnumerateFiles(Path.GetTempPath(), "chattriage-*.csv").ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task A_File_That_Slack_Does_Not_Take_Is_Said_In_One_Sentence()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");
        await stage.Box.FaultAsync(new { match = "files.getUploadURLExternal", status = 500, times = 5 });

        await stage.People.PressAsync(SlackDriver.Carol, answer, "csv");

        await stage.People.PrivateSayingAsync(SlackDriver.Carol, "Slack did not take the file. Please press CSV again in a moment.");
    }

    [Fact]
    public async Task Watch_This_Asks_When_And_Where_And_Says_What_Became_Of_It()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 3);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Carol, "brightwater 7d");

        await stage.People.PressAsync(SlackDriver.Carol, answer, "watch");
        SlackForm form = await TestApp.Eventually(async () => (await stage.People.FormsAsync(SlackDriver.Carol)).ElementAtOrDefault(0), "the form");
        form.Fields.ShouldBe(["schedule", "deliver"]);
        form.Json.ShouldContain("Into this channel");
        form.Json.ShouldContain("Every Monday at 9:00");

        SlackDelivery done = await stage.People.SubmitAsync(form, ("schedule", "weekly"), ("deliver", "me"));
        ((string?)done.Json?["response_action"]).ShouldBe("update");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Somebody_Of_Another_Company_May_Look_And_Take_No_File()
    {
        await using SlackStage stage = await SlackStage.StartAsync();
        await SendAsync(stage, 7);
        JsonObject answer = await stage.People.AskAsync(SlackDriver.Eve, "brightwater 7d", SlackDriver.Shared);

        await stage.People.PressAsync(SlackDriver.Eve, answer, "csv", SlackDriver.Shared);
        await stage.People.PrivateSayingAsync(SlackDriver.Eve, "You are welcome to look.");
        await stage.People.PressAsync(SlackDriver.Eve, answer, "next", SlackDriver.Shared);
        await TestApp.Eventually(async () => (await stage.People.PrivateAsync(SlackDriver.Eve)).FirstOrDefault(message => Posts(message).Length == 2), "the next page");
        (await stage.Box.StateAsync())["files"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task SendAsync(SlackStage stage, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            await stage.People.SendAsync($"brightwater filter number {i} has its very own trouble {new string((char)('a' + i), 12)}");
        }
    }

    /// <summary>The box knows a chat with the bot only once it was opened; in Slack it is there as soon as something is said in it.</summary>
    private static async Task OpenChatAsync(SlackStage stage, string user)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", stage.Box.BotToken);
        (await http.PostAsync(new Uri($"{stage.Box.ApiBaseUrl}conversations.open"), new FormUrlEncodedContent([new("users", user)]))).EnsureSuccessStatusCode();
    }

    private static string[] Posts(JsonObject message) =>
        [.. CardFiles.Objects(message["blocks"]).Where(found => (string?)(found["action_id"] as JsonValue) == "open-original").Select(button => (string)button["url"]!)];
}
