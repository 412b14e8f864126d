using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Platforms.Slack;
using ChatTriage.Querying;
using ChatTriage.Storage;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using ChatTriage.Tests.Snapshots;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying;

/// <summary>The App Home: what one person has to do.</summary>
public sealed class DescribeHomeTests
{
    private static readonly FakePlatform Slack = new() { CardFolder = "slack" };
    private static readonly Person Olivia = Named("olivia");
    private static readonly Person Ben = Named("ben");
    private static readonly Person Ana = Named("ana");
    private static readonly Person Petra = Named("petra");

    [Fact]
    public async Task Person_Without_Work_Is_Told_So_Kindly()
    {
        await using CardStage stage = await StartAsync();

        string home = Words(await HomeAsync(stage, Petra));

        home.ShouldContain("You are answering 0 · 0 wait for your decision · 0 open on your desks");
        home.ShouldContain("You hold nothing.");
        home.ShouldContain("Nothing waits for your decision.");
        home.ShouldContain("Nobody waits on your desks.");
        home.ShouldContain("nothing yet");
    }

    [Fact]
    public async Task Sentence_About_The_Last_Click_Stands_First()
    {
        await using CardStage stage = await StartAsync();

        JsonObject home = await HomeAsync(stage, Ana, "It is <yours> *now*.");

        ((string)home["blocks"]![0]!["elements"]![0]!["elements"]![0]!["text"]!).ShouldBe("It is <yours> *now*.");
    }

    [Fact]
    public async Task Decision_Waits_For_The_Owner_And_Then_For_The_Backup_Too()
    {
        await using CardStage stage = await StartAsync();
        await stage.SendAsync(CardStage.Leak());

        Verbs(await HomeAsync(stage, Olivia)).ShouldBe(["customer-service 1/1///", "public-reply 1/1///", "no-response 1/1///"]);
        Verbs(await HomeAsync(stage, Ben)).ShouldBeEmpty();
        Verbs(await HomeAsync(stage, Ana)).ShouldBeEmpty();
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(15));

        Words(await HomeAsync(stage, Ben)).ShouldContain("Brightwater · waiting for 15 minutes");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "snooze", ("hours", "4"));
        Verbs(await HomeAsync(stage, Olivia)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Routed_Item_Waits_For_The_People_Of_Its_Desk_Only()
    {
        await using CardStage stage = await StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");

        Verbs(await HomeAsync(stage, Ana)).ShouldBe(["claim 1/2///", "not-ours 1/2///"]);
        Words(await HomeAsync(stage, Ana)).ShouldContain("Brightwater · customer service desk, nobody yet · by 2026-11-23T15:00:00");
        Verbs(await HomeAsync(stage, Petra)).ShouldBeEmpty("the desk names its responders, and Petra is none");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "re-route", ("category", "public-reply"));

        Verbs(await HomeAsync(stage, Petra)).ShouldNotBeEmpty("a desk that names nobody takes everybody");
    }

    [Fact]
    public async Task Claim_Shows_The_Time_Left_And_Goes_When_It_Ended()
    {
        await using CardStage stage = await StartAsync();
        await stage.SendAsync(CardStage.Leak());
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        stage.App.Clock.Advance(TimeSpan.FromMinutes(7));

        JsonObject home = await HomeAsync(stage, Ana);
        Words(home).ShouldContain("Brightwater · yours until 2026-11-23T14:30:00.0000000Z, 23 minutes left");
        Verbs(home).ShouldBe(["mark-answered 1/3//1/", "more-time 1/3//1/", "release 1/3//1/"]);
        stage.App.Clock.Advance(TimeSpan.FromMinutes(23));

        Words(await HomeAsync(stage, Ana)).ShouldContain("You hold nothing.");
    }

    /// <summary>Somebody works from the home alone: each button is pressed with what it carries.</summary>
    [Fact]
    public async Task Buttons_Work_With_What_They_Carry()
    {
        await using CardStage stage = await StartAsync();
        await stage.SendAsync(CardStage.Leak());

        await PressAsync(stage, Olivia, "customer-service");
        await PressAsync(stage, Ana, "claim");
        await stage.PressAsync(CardStage.Noah, CardStage.CustomerService, "note", ("note", "Order 4471."));
        await PressAsync(stage, Ana, "more-time");
        await PressAsync(stage, Ana, "mark-answered", ("answer", "https://example.com/a"));

        Words(await HomeAsync(stage, Ana)).ShouldContain("1: 1 answered");
    }

    [Fact]
    public async Task Long_Lists_Are_Cut_And_Counted()
    {
        await using CardStage stage = await StartAsync();
        for (int id = 1; id <= 12; id++)
        {
            await stage.SendAsync(CardStage.Leak($"p{id}"), id);
        }

        JsonObject home = await HomeAsync(stage, Olivia);

        string words = Words(home);
        words.ShouldContain("Waiting for your decision · 10 of 12");
        words.ShouldContain("12 wait for your decision");
        words.ShouldContain("12: 12 awaiting a decision");
        Verbs(home).Where(verb => verb.StartsWith("no-response", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(1, 10).Select(id => $"no-response {id}/1///"), "the oldest first");
    }

    [Fact]
    public async Task Open_Items_Are_Found_By_The_Index_Of_Open_Items()
    {
        await using CardStage stage = await StartAsync();

        string plan = string.Join('\n', await stage.App.Database.ReadAsync(async connection => (await connection.QueryAsync<(long, long, long, string Detail)>(
            "EXPLAIN QUERY PLAN SELECT id FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') AND brand = 'x' AND state = 'Routed' AND category = 'x' ORDER BY id LIMIT 10"))
            .Select(step => step.Detail).ToArray()));

        plan.ShouldContain("mention_open (state=? AND brand=?)");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    private static Person Named(string id) => new(new Address("playground", id), id);

    private static Task<CardStage> StartAsync() => CardStage.StartAsync(new TestAppOptions
    {
        Settings = [("Desks:CustomerService:Responders:0", CardStage.Ana)],
        Configure = builder => builder.Services.AddSingleton<IChatPlatform>(Slack),
    });

    private static async Task<JsonObject> HomeAsync(CardStage stage, Person person, string? notice = null)
    {
        DrawnCard card = await stage.App.Services.GetRequiredService<DescribeHome>().DrawAsync(person, Slack, notice, CancellationToken.None);
        return SlackBlocks.View(card);
    }

    private static async Task PressAsync(CardStage stage, Person person, string verb, params (string Name, string Value)[] inputs)
    {
        string[] carried = Verbs(await HomeAsync(stage, person)).First(button => button.StartsWith($"{verb} ", StringComparison.Ordinal)).Split(' ')[1].Split('/');
        long? fence = carried[3].Length == 0 ? null : long.Parse(carried[3], System.Globalization.CultureInfo.InvariantCulture);
        var click = new ButtonClicked(
            person, long.Parse(carried[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(carried[1], System.Globalization.CultureInfo.InvariantCulture), verb, Role: null,
            inputs.ToDictionary(input => input.Name, input => input.Value), fence);
        InteractionReply reply = await stage.App.Services.GetRequiredService<InteractionDispatcher>().DispatchAsync(click, Slack, CancellationToken.None);
        reply.Changed.ShouldBeTrue(reply.Text);
    }

    /// <summary>What stands on the page, without its markup.</summary>
    private static string Words(JsonObject home) => string.Join('\n', CardFiles.Objects(home).Select(found => found["text"]).OfType<JsonValue>());

    private static string[] Verbs(JsonObject home) =>
        [.. CardFiles.Objects(home).Where(found => (string?)found["type"] == "button" && found.ContainsKey("value")).Select(button => $"{button["action_id"]} {button["value"]}")];
}
