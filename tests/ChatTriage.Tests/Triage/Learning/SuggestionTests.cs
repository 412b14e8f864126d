using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Tests.Claiming;
using ChatTriage.Tests.Drivers;
using ChatTriage.Triage.Learning;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>What the owner is shown as suggested, where it comes from, and that it decides nothing.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData(Tone.Negative, "customer-service", "Suggested by rule: Customer service, because of the tone")]
    [InlineData(Tone.Mixed, "customer-service", "Suggested by rule: Customer service, because of the tone")]
    [InlineData(Tone.Positive, "public-reply", "Suggested by rule: Public reply, because of the tone")]
    [InlineData(Tone.Neutral, "no-response", "Suggested by rule: No response, because of the tone")]
    [InlineData(Tone.Uncertain, null, null)]
    [InlineData(Tone.NotAssessed, null, null)]
    public async Task Before_Anything_Was_Learnt_The_Stated_Rule_Speaks_And_Says_So_Without_A_Percentage(Tone tone, string? primary, string? line)
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] ids = await stage.SendAsync("@brightwater");
        await stage.SetToneAsync(ids[0], Tone.Unknown);
        await stage.SetToneAsync(ids[0], tone);

        ShownCard card = await stage.CardAsync(ids[0]);

        LineOf(card).ShouldBe(line);
        PrimaryOf(card).ShouldBe(primary);
        (await stage.App.MentionAsync(ids[0])).State.ShouldBe(MentionState.AwaitingTriage);
    }

    [Fact]
    public async Task What_An_Owner_Decides_Is_Suggested_For_The_Next_One_And_The_Line_Says_From_How_Much_It_Was_Learnt()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);

        foreach ((string words, string verb) in LearningStage.Kinds)
        {
            long[] ids = await stage.SendAsync($"{words}, really");
            ShownCard card = await stage.CardAsync(ids[0]);

            PrimaryOf(card).ShouldBe(verb);
            LineOf(card).ShouldNotBeNull().ShouldStartWith($"Suggested: {Title(verb)}, learnt from 60 decisions");
            LineOf(card)!.ShouldNotContain("%");
            (await stage.App.MentionAsync(ids[0])).Category.ShouldBeNull();
        }
    }

    [Fact]
    public async Task After_Two_Hundred_Decisions_There_Is_A_Percentage_And_The_Record_Of_The_Last_Fifty()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);
        await stage.TeachAsync(140);

        long[] ids = await stage.SendAsync($"{LearningStage.Kinds[0].Words}, really");
        ShownCard card = await stage.CardAsync(ids[0]);

        LineOf(card).ShouldNotBeNull().ShouldMatch(@"^Suggested: Customer service, \d\d % sure · agreed with you 50 of 50$");
        PrimaryOf(card).ShouldBe("customer-service");
    }

    [Fact]
    public async Task The_Record_Leaves_Out_What_Was_Undone_And_Counts_A_Correction_Instead_Of_What_It_Corrects()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] ids = await stage.SendAsync("@brightwater one", "@brightwater two", "@brightwater three", "@brightwater four", "@brightwater five");
        foreach (long id in ids)
        {
            await stage.SetToneAsync(id, Tone.Unknown);
            await stage.SetToneAsync(id, Tone.Negative);
        }

        async Task<string?> RecordAsync() => LineOf(await stage.CardAsync(ids[4]))?.Split(" · ").ElementAtOrDefault(1);
        async Task<string?> RedrawnAsync()
        {
            await stage.SetToneAsync(ids[4], Tone.Negative);
            return await RecordAsync();
        }

        (await RecordAsync()).ShouldBeNull();
        await stage.PressAsync(ids[0], "customer-service");
        await stage.PressAsync(ids[1], "public-reply");
        (await RedrawnAsync()).ShouldBe("agreed with you 1 of 2");

        await stage.PressAsync(ids[2], "public-reply");
        (await RedrawnAsync()).ShouldBe("agreed with you 1 of 3");
        await stage.PressAsync(ids[2], "undo");
        (await RedrawnAsync()).ShouldBe("agreed with you 1 of 2");

        await stage.PressAsync(ids[1], "re-route", ("category", "customer-service"));
        (await RedrawnAsync()).ShouldBe("agreed with you 2 of 2");
        await stage.PressAsync(ids[3], "customer-service");
        await stage.PressAsync(ids[3], "not-ours", ("reason", "other"), ("reasonText", "no order of ours"));
        (await RedrawnAsync()).ShouldBe("agreed with you 2 of 2");
    }

    [Fact]
    public async Task To_Agree_With_What_Was_Learnt_From_The_Same_Mention_Is_No_Record()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);
        long id = (await stage.SendAsync($"{LearningStage.Kinds[0].Words}, really"))[0];
        await stage.PressAsync(id, "no-response");
        await stage.PressAsync(id, "reopen");

        // As a pass of ReworkSuggestions does, which has learnt the decision meanwhile.
        await stage.App.Database.WriteAsync(session => Task.FromResult(session.Execute("UPDATE mention SET suggested = 'NoResponse', suggested_confidence = 0.8 WHERE id = @p0", id)));
        (await stage.PressAsync(id, "no-response")).Ok.ShouldBeTrue();

        IEnumerable<string?> compared = await stage.App.Database.ReadAsync(connection => connection.QueryAsync<string?>("SELECT suggested FROM decision WHERE mention_id = @id AND undone_at IS NULL", new { id }));
        compared.ShouldBe(["CustomerService"]);
    }

    [Fact]
    public async Task What_Waits_Is_Worked_Over_But_One_Pass_Changes_Few_Cards_That_Are_Shown()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] waiting = await stage.SendAsync([.. Enumerable.Range(0, 15).Select(i => $"{LearningStage.Kinds[1].Words} {i} times")]);
        await stage.App.DrainOutboxAsync();
        await stage.TeachAsync(60);
        var rework = stage.App.Services.GetRequiredService<ReworkSuggestions>();

        (await rework.ReworkAsync()).ShouldBe(ReworkSuggestions.ShownCards);
        (await stage.SuggestionAsync(waiting[14])).Category.ShouldBe(Category.PublicRelations);
        (await stage.SuggestionAsync(waiting[0])).Confidence.ShouldBeNull();
        (await rework.ReworkAsync()).ShouldBe(waiting.Length - ReworkSuggestions.ShownCards);
        (await rework.ReworkAsync()).ShouldBe(0);

        foreach (long id in waiting)
        {
            (Category? category, double? confidence) = await stage.SuggestionAsync(id);
            category.ShouldBe(Category.PublicRelations);
            confidence.ShouldNotBeNull();
            Mention row = await stage.App.MentionAsync(id);
            row.Version.ShouldBe(1);
            row.State.ShouldBe(MentionState.AwaitingTriage);
        }

        ClickAnswer looked = await stage.PressAsync(waiting[0], "refresh");
        PrimaryOf(new ShownCard(0, waiting[0], 1, "Triage", looked.Card.ShouldNotBeNull())).ShouldBe("public-reply");
    }

    [Fact]
    public async Task Other_Words_And_Another_Brand_Are_Another_Mention_To_Decide_About()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);
        JsonObject post = new() { ["externalId"] = "edited", ["text"] = LearningStage.Kinds[0].Words };
        await stage.App.PostAsync("/ingest/test", post);
        long id = (await stage.SendAsync("@brightwater"))[0] - 1;
        (await stage.SuggestionAsync(id)).Category.ShouldBe(Category.CustomerService);

        post["text"] = LearningStage.Kinds[1].Words;
        (await stage.App.PostAsync("/ingest/test", post))["edited"]!.GetValue<long>().ShouldBe(1);

        (await stage.SuggestionAsync(id)).Category.ShouldBe(Category.PublicRelations);
    }

    [Fact]
    public async Task A_Weak_Suggestion_Has_No_Primary_Button()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);
        long[] ids = await stage.SendAsync($"{LearningStage.Kinds[0].Words}, really");
        await stage.App.Database.WriteAsync(session => Task.FromResult(session.Execute("UPDATE mention SET suggested_confidence = 0.41 WHERE id = @p0", ids[0])));

        ShownCard card = await stage.CardAsync(ids[0]);

        LineOf(card).ShouldNotBeNull().ShouldStartWith("Suggested: Customer service");
        PrimaryOf(card).ShouldBeNull();
    }

    [Fact]
    public async Task The_Reason_That_Was_Given_Most_For_Such_Posts_Is_Chosen_Beforehand()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        (string Words, string Reason)[] posts = [("@brightwater crypto airdrop, click my link for free coins", "spam or advertising"), ("bright water in the bay of @brightwater today", "not about us")];
        long[] ids = await stage.SendAsync([.. Enumerable.Range(0, 30).Select(i => $"{posts[i % 2].Words} {i}")]);
        for (int i = 0; i < ids.Length; i++)
        {
            (await stage.PressAsync(ids[i], "no-response", ("reason", posts[i % 2].Reason), ("reasonText", "as before"))).Ok.ShouldBeTrue();
        }

        foreach ((string words, string reason) in posts)
        {
            long[] next = await stage.SendAsync($"{words} again");
            ShownCard card = await stage.CardAsync(next[0]);
            JsonNode choice = card.Card["actions"]!.AsArray().Single(action => (string?)action!["title"] == "No response")!["card"]!["body"]!.AsArray().Single(input => (string?)input!["id"] == "reason")!;
            ((string?)choice["value"]).ShouldBe(reason);
            (await stage.App.MentionAsync(next[0])).Reason.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Anybody_Can_Ask_How_Suggestions_Have_Done()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        (await AskAsync()).ShouldContain("Suggestions follow the stated rule");
        await stage.TeachAsync(60);
        string young = await AskAsync();
        young.ShouldContain("Suggestions are learnt, and too young for percentages");
        young.ShouldContain("60 decisions since 2026-11-23");
        await stage.TeachAsync(140);
        long[] wrong = await stage.SendAsync($"{LearningStage.Kinds[0].Words}, really");
        await stage.PressAsync(wrong[0], "public-reply");

        string known = await AskAsync();

        known.ShouldContain("201 decisions since 2026-11-23");
        known.ShouldContain("agreed 49 of 50");
        known.ShouldContain("% sure on the average, right in 99 %");

        async Task<string> AskAsync() => (await stage.People.AskAsync("playground:noah", "/mentions suggestions")).Card!.ToJsonString();
    }

    private static string Title(string verb) => verb switch { "customer-service" => "Customer service", "public-reply" => "Public reply", _ => "No response" };

    private static string? LineOf(ShownCard card) => Descendants(card.Card).OfType<JsonValue>()
        .Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(value => value.GetValue<string>()).SingleOrDefault(text => text.StartsWith("Suggested", StringComparison.Ordinal));

    private static string? PrimaryOf(ShownCard card) => card.Card["actions"]!.AsArray().Where(action => (string?)action!["style"] == "positive")
        .Select(action => (string?)action!["verb"] ?? ((string)action["title"]!).ToLowerInvariant().Replace(' ', '-')).SingleOrDefault();

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => node switch
    {
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => Descendants(field.Value!)),
        JsonArray entries => entries.Where(entry => entry is not null).SelectMany(entry => Descendants(entry!)),
        _ => [node],
    };
}
