using System.Text.Json.Nodes;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Watches;
using Dapper;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>Saving, listing and stopping questions, and who may.</summary>
public sealed class SaveWatchTests
{
    [Fact]
    public async Task The_Same_Question_Saved_Twice_Is_One_Watch()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        InteractionReply first = await stage.WatchAsync(WatchStage.Ana, "brand ACME", "daily"), second = await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");

        (first.Changed, second.Changed).ShouldBe((true, false));
        first.Text.ShouldNotBeNull().ShouldStartWith("Saved: acme today, every day at 09:00, Europe/Berlin, to you alone");
        second.Text.ShouldNotBeNull().ShouldStartWith("You watch that already");
        (await stage.WatchAsync()).Question.ShouldBe("acme today");

        (await stage.WatchAsync(WatchStage.Ana, "acme today", "daily", "here", WatchStage.Press)).Changed.ShouldBeTrue("another place");
        (await stage.WatchAsync(WatchStage.Ana, "acme today", "weekly")).Changed.ShouldBeTrue("another schedule");
        (await stage.WatchAsync(WatchStage.Ben, "acme today", "daily")).Changed.ShouldBeTrue("another person");
    }

    [Theory]
    [InlineData("acme today", "hourly", "me", "Choose when")]
    [InlineData("acme today", "7", "me", "Choose when")]
    [InlineData("acme today", "daily", "here", "no channel here")]
    [InlineData("mine", "daily", "me", "can be watched")]
    [InlineData("nobody today", "daily", "me", "can be watched")]
    [InlineData("open", "change", "me", "changes all the time")]
    [InlineData("acme today by:me", "daily", "here", "nothing for everybody")]
    [InlineData("acme yesterday", "change", "me", "That time is over")]
    [InlineData("acme 2026-11-01..2026-11-07", "change", "me", "That time is over")]
    [InlineData("acme today by:me", "change", "me", "No mention meets by:me when it comes in")]
    [InlineData("acme today category:cs,pr", "change", "me", "No mention meets category:cs,pr when it comes in")]
    [InlineData("acme today status:answered,claimed", "change", "me", "No mention meets status:answered,claimed when it comes in")]
    [InlineData("acme today status:routed", "change", "me", "No mention meets status:routed when it comes in")]
    [InlineData("acme today status:no-response", "change", "me", "No mention meets status:no-response when it comes in")]
    [InlineData("acme today status:failed", "change", "me", "No mention meets status:failed when it comes in")]
    [InlineData("keywords acme today status:answered", "change", "me", "No mention meets status:answered when it comes in")]
    public async Task What_Cannot_Be_Saved_Is_Refused_With_The_Reason(string question, string schedule, string deliver, string why)
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        InteractionReply reply = await stage.WatchAsync(WatchStage.Ana, question, schedule, deliver);
        reply.Changed.ShouldBeFalse();
        reply.Text.ShouldNotBeNull().ShouldContain(why);
        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM watch"))).ShouldBe(0);
    }

    [Theory]
    [InlineData("acme today status:open", "change")]
    [InlineData("acme today status:waiting", "change")]
    [InlineData("acme today status:answered,waiting", "change")]
    [InlineData("acme today status:merged", "change")]
    [InlineData("rival today status:muted", "change")]
    [InlineData("acme today status:answered by:me category:pr", "daily")]
    [InlineData("acme today status:answered", "weekly")]
    public async Task What_A_New_Mention_Can_Meet_And_What_Is_Asked_By_The_Clock_Is_Saved(string question, string schedule)
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        (await stage.WatchAsync(WatchStage.Ana, question, schedule)).Changed.ShouldBeTrue();
    }

    [Fact]
    public async Task One_Person_Watches_Fifty_Questions_At_Most()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        for (int i = 1; i <= SaveWatch.MostOfOnePerson; i++)
        {
            Person one = WatchStage.Ana;
            (await stage.PressAsync(one, QuestionVerbs.Watch, "acme today", new("fake", $"c{i}"), (Inputs.Schedule, "daily"), (Inputs.Deliver, "here"))).Changed.ShouldBeTrue();
        }

        InteractionReply more = await stage.WatchAsync(WatchStage.Ana, "rival today", "daily");
        (more.Changed, more.Text!.Contains("50 questions already", StringComparison.Ordinal)).ShouldBe((false, true));
        (await stage.WatchAsync(WatchStage.Ben, "rival today", "daily")).Changed.ShouldBeTrue();
        (await stage.AskAsync(WatchStage.Ana, "watches")).ToJsonString().ShouldContain("Oldest 20 of 50");
    }

    /// <summary>Buttons of old digests name it, and rows in the outbox may still wait for it.</summary>
    [Fact]
    public async Task The_Number_Of_A_Removed_Watch_Is_Never_Given_Again()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        long removed = (await stage.WatchAsync()).Id;
        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, removed)).Changed.ShouldBeTrue();
        await stage.WatchAsync(WatchStage.Ana, "rival today", "daily");

        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, removed)).Changed.ShouldBeFalse("another watch than the button was for");
        (await stage.WatchAsync()).Question.ShouldBe("rival today");
    }

    /// <summary>One brand's name is the beginning of another's, which reads like a period.</summary>
    [Fact]
    public async Task What_Is_Carried_And_Saved_Means_The_Same_Brand_Again()
    {
        await using WatchStage stage = await WatchStage.StartAsync(settings: [("Brands:1:Name", "acme today"), ("Brands:1:Match", "\"acme today\"")]);
        string carried = Asks(await stage.AskAsync(WatchStage.Ana, "\"acme\" today")).First();
        BrandOf(AskedAgain.Read(carried)!.Question).ShouldBe("acme");

        await stage.WatchAsync(WatchStage.Ana, "\"acme\" today", "daily");
        (await stage.WatchAsync()).Brands.ShouldBe("acme");
        BrandOf((await stage.WatchAsync()).Question).ShouldBe("acme");

        static string? BrandOf(string question) => QuestionParser.Parse(question, ["acme", "acme today"]) is Question.AboutBrand about ? about.Asked.Brand : null;
    }

    /// <summary>Written out it is longer than it was typed.</summary>
    [Fact]
    public async Task No_Button_Carries_A_Question_That_Is_Too_Long_To_Be_Read_Again()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        string typed = $"acme author:{string.Join(',', Enumerable.Range(100, 120))}";
        typed.Length.ShouldBeLessThan(500);
        JsonObject card = await stage.AskAsync(WatchStage.Ana, typed);
        card.ToJsonString().ShouldContain(": 0 mentions");
        Asks(card).Select(ask => QuestionParser.Parse(AskedAgain.Read(ask)!.Question, ["acme", "rival"])).ShouldAllBe(question => question is Question.AboutBrand);
    }

    private static IEnumerable<string> Asks(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(member => member.Key == "ask" ? [(string)member.Value!] : Asks(member.Value)),
        JsonArray all => all.SelectMany(Asks),
        _ => [],
    };

    [Fact]
    public async Task Whoever_Saved_It_Pauses_Resumes_And_Removes_It()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        long id = (await stage.WatchAsync()).Id;

        InteractionReply paused = await stage.PressAsync(WatchStage.Ana, WatchVerbs.Pause, id);
        (paused.Changed, paused.InPlace).ShouldBe((true, true));
        paused.PrivateCard.ShouldNotBeNull().Json.ShouldContain("\"paused\"");
        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Pause, id)).Changed.ShouldBeFalse("it is paused already");
        await stage.AtAsync("2026-11-24T08:00:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty();

        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Resume, id)).Changed.ShouldBeTrue();
        await stage.AtAsync("2026-11-24T12:00:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty("what was missed while it was paused is not made up for");
        await stage.AtAsync("2026-11-25T08:00:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldHaveSingleItem();

        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, id)).Changed.ShouldBeTrue();
        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, id)).Text.ShouldBe("This saved question was removed.");
        await stage.AtAsync("2026-11-26T08:00:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldHaveSingleItem();
        (await stage.AskAsync(WatchStage.Ana, "watches")).ToJsonString().ShouldContain("You watch nothing");
    }

    [Fact]
    public async Task Nobody_Else_Stops_It_Except_An_Operator()
    {
        await using WatchStage stage = await WatchStage.StartAsync(settings: [("Operators:0", "fake:olga")]);
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily", "here", WatchStage.Press);
        long id = (await stage.WatchAsync()).Id;

        InteractionReply refused = await stage.PressAsync(WatchStage.Ben, WatchVerbs.Remove, id);
        (refused.Changed, refused.Text).ShouldBe((false, "Only Ana Alves, who saved this question, may change it."));
        var olga = new Person(new("fake", "olga"), "Olga");
        (await stage.PressAsync(olga, WatchVerbs.Pause, id)).Changed.ShouldBeTrue();
        (await stage.WatchAsync()).Paused.ShouldBeTrue();
    }

    [Fact]
    public async Task A_Button_Of_A_Digest_Leaves_The_Digest_And_Says_What_It_Did()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.AtAsync("2026-11-24T08:00:00Z");
        string card = stage.DigestsIn(WatchStage.Ana.Address)[0].Card.Json;
        card.ShouldContain(WatchVerbs.Pause);
        card.ShouldContain(WatchVerbs.Remove);

        InteractionReply reply = await stage.PressAsync(WatchStage.Ana, WatchVerbs.Pause, "acme today", place: null, (QuestionVerbs.WatchId, $"{(await stage.WatchAsync()).Id}"));
        (reply.Changed, reply.Text, reply.PrivateCard).ShouldBe((true, "Paused: acme today", null));
    }

    [Fact]
    public async Task A_Button_Without_A_Number_Changes_Nothing()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        foreach (string number in new[] { "", "-1", "x", "99999999999999999999", "12345" })
        {
            (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, "acme today", place: null, (QuestionVerbs.WatchId, number))).Changed.ShouldBeFalse();
        }

        (await stage.WatchAsync()).Version.ShouldBe(1);
    }
}
