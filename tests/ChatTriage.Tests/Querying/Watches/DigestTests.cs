using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using ChatTriage.Tests.Reliability;
using Dapper;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>Digests come at nine by the local clock, once each, whatever clocks, crashes and platforms do.</summary>
public sealed class DigestTests
{
    [Theory]
    [InlineData("2026-10-23T12:00:00Z", "2026-10-24T07:00:00Z 2026-10-25T08:00:00Z 2026-10-26T08:00:00Z")]
    [InlineData("2027-03-26T12:00:00Z", "2027-03-27T08:00:00Z 2027-03-28T07:00:00Z 2027-03-29T07:00:00Z")]
    public async Task A_Daily_Digest_Comes_At_Nine_In_Berlin_When_The_Clock_Changes_Too(string from, string expected)
    {
        await using WatchStage stage = await WatchStage.StartAsync(from);
        (await stage.WatchAsync(WatchStage.Ana, "acme today", "daily")).Changed.ShouldBeTrue();
        DateTimeOffset end = stage.Now.AddHours(72);
        while (stage.Now < end)
        {
            await stage.AtAsync(stage.Now.AddMinutes(30));
        }

        stage.Slots(WatchStage.Ana.Address).Select(slot => slot.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task A_Weekly_Digest_Comes_On_Monday_At_Nine_About_The_Week_Before()
    {
        await using WatchStage stage = await WatchStage.StartAsync("2026-11-18T12:00:00Z");
        await stage.WatchAsync(WatchStage.Ana, "acme today", "weekly");
        for (int day = 0; day < 14; day++)
        {
            await stage.AtAsync(stage.Now.AddDays(1));
        }

        stage.Slots(WatchStage.Ana.Address).ShouldBe([new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero)]);
        string card = stage.DigestsIn(WatchStage.Ana.Address)[0].Card.Json;
        card.ShouldContain("Weekly: acme today");
        card.ShouldContain("This means the whole week before");
    }

    [Fact]
    public async Task Today_In_A_Daily_Digest_Is_The_Whole_Day_Before()
    {
        await using WatchStage stage = await WatchStage.StartAsync("2026-11-23T14:00:00Z");
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.App.SendMentionAsync("acme yesterday evening");
        await stage.AtAsync("2026-11-24T07:30:00Z");
        await stage.App.SendMentionAsync("acme this morning");
        await stage.App.SendMentionAsync("acme this morning again, before nine");

        await stage.AtAsync("2026-11-24T08:00:00Z");

        FakeMessage digest = stage.DigestsIn(WatchStage.Ana.Address).ShouldHaveSingleItem();
        digest.Card.Text.ShouldStartWith("Daily: acme today. acme yesterday: 1 mention");
        digest.Card.Json.ShouldContain("In the morning, today means the whole day before");
        digest.Card.Json.ShouldContain("acme yesterday evening");
        digest.Card.Json.ShouldNotContain("this morning");
    }

    [Fact]
    public async Task A_Change_Tells_How_Many_Are_New_And_Then_Is_Quiet_For_An_Hour()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.App.SendMentionAsync("acme long before");
        await stage.WatchAsync(WatchStage.Ana, "acme today", "change");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty("nothing is new");

        await stage.App.SendMentionAsync("rival does something");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty("another brand");

        await stage.App.SendMentionAsync("acme one");
        await stage.App.SendMentionAsync("acme two");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).ShouldBe(["2 new: acme today"]);

        await stage.App.SendMentionAsync("acme three");
        await stage.AtAsync(stage.Now.AddMinutes(58));
        stage.Digests(WatchStage.Ana.Address).Count.ShouldBe(1, "an hour is not over");
        await stage.AtAsync(stage.Now.AddMinutes(3));
        stage.Digests(WatchStage.Ana.Address).ShouldBe(["2 new: acme today", "1 new: acme today"]);
        await stage.AtAsync(stage.Now.AddHours(5));
        stage.Digests(WatchStage.Ana.Address).Count.ShouldBe(2, "nothing came in");
    }

    [Fact]
    public async Task Before_Its_Time_Begins_And_After_It_Is_Over_Nothing_Is_New()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme 2026-11-24", "change");
        await stage.App.SendMentionAsync("acme the day before");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty();

        await stage.AtAsync("2026-11-24T10:00:00Z");
        await stage.App.SendMentionAsync("acme in time");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: acme 2026-11-24"]);

        await stage.AtAsync("2026-11-25T10:00:00Z");
        await stage.App.SendMentionAsync("acme the day after");
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_Change_While_Nobody_Ran_Is_Told_After_The_Start()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "acme today", "change");
                await before.RunAsync();
                await before.App.SendMentionAsync("acme just before the end");
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-23T14:05:00Z", folder: folder);
            await after.RunAsync();
            await TestApp.Eventually(() => Task.FromResult(after.Digests(WatchStage.Ana.Address).Count > 0), "the digest");
            after.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: acme today"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_Was_Missed_Comes_Once_And_Says_When_It_Was_Due()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "acme today", "daily");
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-27T13:00:00Z", folder: folder);
            await after.RunAsync();
            await TestApp.Eventually(() => Task.FromResult(after.Digests(WatchStage.Ana.Address).Count > 0), "the digest");
            await after.RunAsync();

            after.Slots(WatchStage.Ana.Address).ShouldBe([new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero)]);
            after.DigestsIn(WatchStage.Ana.Address)[0].Card.Json.ShouldContain("Late: this was due 09:00");
            (await after.WatchAsync()).NextAt.ShouldBe(new(2026, 11, 28, 8, 0, 0, TimeSpan.Zero));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_Digest_That_Was_Due_Before_A_Restart_Is_Sent_Once_After_It()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "acme today", "daily");
                before.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Later(5));
                (await before.AtAsync("2026-11-24T08:00:01Z")).ShouldBe(1);
                before.Digests(WatchStage.Ana.Address).ShouldBeEmpty();
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-24T08:01:00Z", folder: folder);
            await after.RunAsync();
            after.Slots(WatchStage.Ana.Address).ShouldBe([new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Two_Replicas_Send_One_Digest()
    {
        await using WatchStage first = await WatchStage.StartAsync();
        await using WatchStage second = await WatchStage.StartAsync(beside: first);
        await first.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await first.WatchAsync(WatchStage.Ana, "acme today", "change");
        for (int day = 0; day < 3; day++)
        {
            await first.App.SendMentionAsync($"acme day {day}");
            first.App.Clock.AdjustTime(first.Now.AddDays(1));
            await Task.WhenAll(first.RunAsync(), second.RunAsync());
        }

        first.Digests(WatchStage.Ana.Address).Count(title => title.StartsWith("Daily", StringComparison.Ordinal)).ShouldBe(3);
        first.Digests(WatchStage.Ana.Address).Count(title => title == "1 new: acme today").ShouldBe(3);
        first.DigestsIn(WatchStage.Ana.Address).Select(message => message.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task A_Clock_That_Is_Set_Back_Sends_Nothing_Twice()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.AtAsync("2026-11-24T08:00:00Z");
        await stage.AtAsync("2026-11-24T07:30:00Z");
        await stage.AtAsync("2026-11-24T08:00:00Z");
        await stage.AtAsync("2026-11-24T09:00:00Z");
        stage.Slots(WatchStage.Ana.Address).ShouldHaveSingleItem();
        await stage.AtAsync("2026-11-25T08:00:00Z");
        stage.Slots(WatchStage.Ana.Address).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_Brand_That_Is_Gone_Is_Said_Once_And_Pauses_The_Watch()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "acme today", "daily");
                await before.WatchAsync(WatchStage.Ana, "acme today", "change");
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-24T07:00:00Z", folder: folder, settings: [("Brands:0:Name", "other"), ("Brands:0:Match", "other")]);
            for (int day = 0; day < 4; day++)
            {
                await after.AtAsync($"2026-11-{24 + day}T08:00:00Z");
            }

            after.Digests(WatchStage.Ana.Address).ShouldBe(["Cannot be answered any more: acme today", "Cannot be answered any more: acme today"], "one for each watch");
            after.DigestsIn(WatchStage.Ana.Address)[0].Card.Json.ShouldContain("No brand is called");
            (await after.AskAsync(WatchStage.Ana, "watches")).ToJsonString().ShouldContain("paused: No brand is called");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_Digest_Into_A_Channel_Waits_While_It_Is_Closed_And_Then_Is_One()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily", "here", WatchStage.Press);
        stage.Platform.Behave = call => Task.FromResult<FakeFault?>(call.Address == WatchStage.Press ? FakeFault.Of(DeliveryOutcome.ChannelClosed) : null);
        for (int day = 24; day < 28; day++)
        {
            await stage.AtAsync($"2026-11-{day}T08:00:00Z");
        }

        (await stage.AskAsync(WatchStage.Ana, "open")).ToJsonString().ShouldContain($"{WatchStage.Press}", customMessage: "somebody must mend the channel");
        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        await stage.AtAsync("2026-11-27T08:10:00Z");
        stage.Slots(WatchStage.Press).ShouldBe([new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero)]);
        stage.DigestsIn(WatchStage.Press)[0].Card.Json.ShouldContain("Watched by Ana Alves");
        stage.DigestsIn(WatchStage.Press)[0].Card.Json.ShouldContain("Europe/Berlin, as asked", customMessage: "who reads it there may be elsewhere");
    }

    [Fact]
    public async Task A_Digest_Whose_Answer_Was_Lost_Is_Looked_For_Before_It_Is_Repeated()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        stage.Platform.Behave = call => Task.FromResult<FakeFault?>(call.Kind == "tell" ? FakeFault.AnswerLost : null);
        await stage.AtAsync("2026-11-24T08:00:00Z");
        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        await stage.AtAsync("2026-11-24T08:10:00Z");

        stage.Digests(WatchStage.Ana.Address).ShouldHaveSingleItem();
        stage.Platform.Calls.Select(call => call.Kind).ShouldBe(["tell", "find"]);
    }

    [Fact]
    public async Task Somebody_Who_Cannot_Be_Written_To_Is_Not_Tried_For_Ever()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Of(DeliveryOutcome.Refused));
        for (int day = 24; day < 29; day++)
        {
            await stage.AtAsync($"2026-11-{day}T08:00:00Z");
        }

        stage.Platform.Calls.Count(call => call.Kind == "tell").ShouldBe(WatchRows.MostRefusals);
        (await stage.AskAsync(WatchStage.Ana, "watches")).ToJsonString().ShouldContain("paused: it could not be delivered");
        (await stage.App.Database.ReadAsync(connection => Outbox.DepthAsync(connection, stage.Now))).Dead.ShouldBe(0, "the service is not degraded by one person");

        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        (await stage.PressAsync(WatchStage.Ana, WatchVerbs.Resume, (await stage.WatchAsync()).Id)).Changed.ShouldBeTrue();
        await stage.AtAsync("2026-11-29T08:00:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_Digest_Of_A_Watch_That_Is_Stopped_Meanwhile_Is_Not_Sent()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.WatchAsync(WatchStage.Ana, "rival today", "daily");
        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Later(5));
        (await stage.AtAsync("2026-11-24T08:00:00Z")).ShouldBe(2);
        long[] ids = [.. await stage.App.Database.ReadAsync(connection => connection.QueryAsync<long>("SELECT id FROM watch ORDER BY id"))];
        await stage.PressAsync(WatchStage.Ana, WatchVerbs.Pause, ids[0]);
        await stage.PressAsync(WatchStage.Ana, WatchVerbs.Remove, ids[1]);

        stage.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        await stage.AtAsync("2026-11-24T08:10:00Z");
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty();
        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outbox"))).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_Of_Watches_Never_Meet_Those_Of_Mentions_Or_Spikes()
    {
        long[] watches = [.. Enumerable.Range(1, 50).Select(id => OutboxSubject.OfWatch(id))], spikes = [.. Enumerable.Range(1, 50).Select(id => OutboxSubject.OfSpike(id))];
        watches.Concat(spikes).ShouldBeUnique();
        watches.Concat(spikes).ShouldAllBe(subject => subject < 0);
        watches.Select(OutboxSubject.IdOf).ShouldBe(spikes.Select(OutboxSubject.IdOf));

        await using WatchStage stage = await WatchStage.StartAsync();
        Address triage = FakePlatform.Triage;
        long mention = await stage.App.SendMentionAsync("acme one");
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily", "here", triage);
        await stage.AtAsync("2026-11-24T08:00:00Z");
        stage.Platform.In(triage).Count.ShouldBe(2);
        stage.Platform.In(triage).Count(message => message.Key.StartsWith($"{mention}:", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_Change_Counts_Only_What_The_Filter_Means()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        foreach (string question in new[] { "acme today \"kitchen floor\"", "acme today -kitchen", "acme today has:link", "acme today author:@mara" })
        {
            (await stage.WatchAsync(WatchStage.Ana, question, "change")).Changed.ShouldBeTrue(question);
        }

        await stage.App.SendMentionAsync("acme ruined my KITCHEN  floor!");
        await stage.App.SendMentionAsync("acme: the floor of the kitchen is fine, see https://example.com/floor", author: "Mara");
        await stage.App.SendMentionAsync("acme has a new shop");
        await stage.AtAsync(stage.Now.AddMinutes(2));

        stage.Digests(WatchStage.Ana.Address).Order(StringComparer.Ordinal).ShouldBe(
            ["1 new: acme today \"kitchen floor\"", "1 new: acme today -kitchen", "1 new: acme today author:@mara", "1 new: acme today has:link"]);
    }

    /// <summary>Far more than are counted exactly, and what is meant comes last.</summary>
    [Fact]
    public async Task A_Change_Is_Not_Drowned_By_A_Flood_Of_What_The_Filter_Does_Not_Mean()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "rival today \"kitchen floor\"", "change");
        string[] flood = [.. Enumerable.Range(0, NewMentions.CountedUpTo + 100).Select(i => IngestDriver.Line($"f{i}", $"rival number {i}", ("publishedAt", "2026-11-23T13:30:00Z")))];
        (await new IngestDriver(stage.App.Http).SendLinesAsync([.. flood, IngestDriver.Line("meant", "rival ruined my kitchen floor", ("publishedAt", "2026-11-23T13:40:00Z"))])).ShouldCount(accepted: flood.Length + 1);

        await stage.AtAsync(stage.Now.AddMinutes(2));

        stage.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: rival today \"kitchen floor\""]);
    }

    /// <summary>A language service reads it a moment, or in its bad times up to an hour, later; then it is what the question means, and not new any more.</summary>
    [Fact]
    public async Task A_Change_Waits_For_A_Tone_That_Is_Still_To_Be_Read()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today", "change");
        await stage.WatchAsync(WatchStage.Ana, "acme today sentiment:negative", "change");
        await stage.WatchAsync(WatchStage.Ana, "rival today sentiment:negative", "change");
        long unread = await stage.App.SendMentionAsync("acme came on a tuesday");
        long rival = await stage.App.SendMentionAsync("rival came on a tuesday");
        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Neutral', analyse_at = @later WHERE id = @unread", new { later = stage.Now.AddHours(9), unread });
        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Negative' WHERE id = @rival", new { rival });

        await stage.AtAsync(stage.Now.AddMinutes(2));
        string[] first = [.. stage.Digests(WatchStage.Ana.Address).Order(StringComparer.Ordinal)];
        first.ShouldBe(["1 new: acme today", "1 new: rival today sentiment:negative"], "where no tone is meant, or none is still to be read, nothing waits");

        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Negative', analyse_at = NULL WHERE id = @unread", new { unread });
        await stage.AtAsync(stage.Now.AddMinutes(2));
        stage.Digests(WatchStage.Ana.Address).Skip(2).ShouldBe(["1 new: acme today sentiment:negative"]);
    }

    /// <summary>The service may have been taken out of the settings before it had read all.</summary>
    [Fact]
    public async Task A_Change_Does_Not_Wait_For_Ever_For_A_Tone_That_Nobody_Reads()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "acme today sentiment:negative", "change");
        long unread = await stage.App.SendMentionAsync("acme came on a tuesday");
        long next = await stage.App.SendMentionAsync("acme came back on a friday evening, alone");
        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Neutral', analyse_at = @now WHERE id = @unread", new { now = stage.Now, unread });
        await stage.App.Database.ExecuteAsync("UPDATE mention SET sentiment = 'Negative', analyse_at = NULL WHERE id = @next", new { next });

        await stage.AtAsync(stage.Now.AddMinutes(70));
        stage.Digests(WatchStage.Ana.Address).ShouldBeEmpty();
        await stage.AtAsync(stage.Now.AddMinutes(70));
        stage.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: acme today sentiment:negative"]);
    }

    [Fact]
    public async Task What_Nobody_Was_Told_Is_Still_New_In_The_Digest_That_Takes_Its_Place()
    {
        await using WatchStage stage = await WatchStage.StartAsync();
        await stage.WatchAsync(WatchStage.Ana, "rival today", "change");
        Watch watch = await stage.WatchAsync();

        // In one transaction, so that the first cannot be sent before the second comes.
        await stage.App.Database.WriteAsync(async session =>
        {
            await WatchRows.EnqueueAsync(session, watch, new DigestOrder(stage.Now, 1), stage.Now);
            await WatchRows.EnqueueAsync(session, watch, new DigestOrder(stage.Now.AddMinutes(1), 2), stage.Now);
            return 0;
        });
        await stage.App.DrainOutboxAsync();

        stage.Digests(WatchStage.Ana.Address).ShouldBe(["3 new: rival today"]);
    }

    [Fact]
    public async Task A_Change_Is_Told_When_The_Brand_Is_Written_In_Other_Letters_Since()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-watch-").FullName;
        try
        {
            await using (WatchStage before = await WatchStage.StartAsync(folder: folder))
            {
                await before.WatchAsync(WatchStage.Ana, "rival today", "change");
            }

            await using WatchStage after = await WatchStage.StartAsync("2026-11-23T14:05:00Z", folder: folder, settings: [("Brands:1:Name", "Rival")]);
            await after.RunAsync();
            await after.App.SendMentionAsync("rival does something");
            await after.AtAsync(after.Now.AddMinutes(2));
            after.Digests(WatchStage.Ana.Address).ShouldBe(["1 new: rival today"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_Digest_In_Slack_Has_Its_Title_First_And_Its_Buttons_Last()
    {
        await using WatchStage stage = await WatchStage.StartAsync(cardFolder: "slack");
        await stage.WatchAsync(WatchStage.Ana, "acme today", "daily");
        await stage.App.SendMentionAsync("acme this afternoon");
        await stage.AtAsync("2026-11-24T08:00:00Z");

        JsonObject[] blocks = [.. JsonNode.Parse(stage.DigestsIn(WatchStage.Ana.Address).ShouldHaveSingleItem().Card.Json)!["blocks"]!.AsArray().Select(block => block!.AsObject())];
        ((string)blocks[0]["text"]!["text"]!).ShouldBe("*Daily: acme today*");
        blocks[^1]["elements"]!.AsArray().Select(button => (string)button!["action_id"]!).ShouldBe([WatchVerbs.Pause, WatchVerbs.Remove]);
        ((string)blocks[^1]["elements"]![0]!["value"]!).ShouldStartWith($"{(await stage.WatchAsync()).Id}/");
        blocks[1..^1].Select(block => block.ToJsonString()).ShouldContain(block => block.Contains("acme this afternoon", StringComparison.Ordinal));
    }
}
