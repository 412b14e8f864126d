using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Claiming;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Triage.Learning;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>What is learnt follows from the decisions in force and from nothing else, bit for bit.</summary>
public sealed class UnlearningTests
{
    private static readonly string[] Acts = ["customer-service", "public-reply", "no-response", "undo", "re-route", "back", "not-ours", "reopen", "twice"];

    private static readonly Gen<(string Act, int Mention)[]> Histories = Gen.Select(Gen.Int[0, Acts.Length - 1].Select(act => Acts[act]), Gen.Int[0, 3], (act, mention) => (act, mention)).Array[5, 25];

    [Theory]
    [InlineData("undo")]
    [InlineData("not-ours")]
    [InlineData("re-route")]
    public async Task What_Is_Taken_Back_Was_Never_Learnt(string verb)
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(12);
        long[] ids = await stage.SendAsync("@brightwater is late again");
        using Suggester before = await stage.ReplicaAsync();

        (await stage.PressAsync(ids[0], "customer-service")).Ok.ShouldBeTrue();
        await stage.Suggester.CatchUpAsync();
        stage.Suggester.Agrees(before).ShouldBeFalse();

        (await stage.PressAsync(ids[0], verb, verb == "not-ours" ? [("reason", "other"), ("reasonText", "x")] : [])).Ok.ShouldBeTrue();
        await stage.Suggester.CatchUpAsync();
        stage.Suggester.Agrees(before).ShouldBeTrue();
    }

    [Fact]
    public async Task A_Reopened_Answer_Stays_Learnt_Until_Something_Else_Is_Decided()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] ids = await stage.SendAsync("@brightwater is late again");
        await stage.PressAsync(ids[0], "no-response");
        await stage.PressAsync(ids[0], "reopen");
        (await stage.DecisionsAsync()).ShouldBe([(ids[0], "NoResponse", true)]);

        await stage.PressAsync(ids[0], "public-reply");
        (await stage.DecisionsAsync()).ShouldBe([(ids[0], "NoResponse", false), (ids[0], "PublicRelations", true)]);
    }

    [Fact]
    public async Task The_Same_Click_Twice_Is_Learnt_Once()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] ids = await stage.SendAsync("@brightwater is late again");
        var card = new ShownCard(0, ids[0], 1, "Triage", []);

        ClickAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.People.ClickAsync(LearningStage.Owner, card, "public-reply")));

        answers.ShouldAllBe(answer => answer.Ok);
        (await stage.DecisionsAsync()).ShouldBe([(ids[0], "PublicRelations", true)]);
    }

    [Fact]
    public async Task A_Refused_Click_And_A_Colleagues_Suggestion_Are_Not_Learnt()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        long[] ids = await stage.SendAsync("@brightwater is late again");
        var card = new ShownCard(0, ids[0], 1, "Triage", []);

        (await stage.People.ClickAsync("playground:noah", card, "public-reply")).Ok.ShouldBeFalse();
        (await stage.People.ClickAsync("playground:noah", card, "suggest", ("category", "public-reply"))).Ok.ShouldBeTrue();

        (await stage.DecisionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Restart_Forgets_Nothing_And_Invents_Nothing()
    {
        using var folder = new ScratchFolder();
        Suggester old;
        string words = $"{LearningStage.Kinds[0].Words}, really";
        (Category? Category, double? Confidence) suggested;
        await using (LearningStage stage = await LearningStage.StartAsync(new TestAppOptions { Folder = folder.Path }))
        {
            await stage.TeachAsync(60);
            suggested = await stage.SuggestionAsync((await stage.SendAsync($"{words} 7001"))[0]);
            old = stage.Suggester;
        }

        await using (LearningStage stage = await LearningStage.StartAsync(new TestAppOptions { Folder = folder.Path }))
        {
            (await stage.SuggestionAsync((await stage.SendAsync($"{words} 7002"))[0])).ShouldBe(suggested);
            stage.Suggester.Agrees(old).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Replicas_On_One_Store_Suggest_The_Same_Whoever_Took_The_Clicks()
    {
        using var folder = new ScratchFolder();
        await using LearningStage one = await LearningStage.StartAsync(new TestAppOptions { Folder = folder.Path });
        await using LearningStage other = await LearningStage.StartAsync(new TestAppOptions { Folder = folder.Path });
        for (int i = 0; i < 10; i++)
        {
            await (i % 2 == 0 ? one : other).TeachAsync(6);
        }

        // Another number makes no other features, but keeps the two from being one story.
        string words = $"{LearningStage.Kinds[1].Words}, really";
        (Category? Category, double? Confidence) here = await one.SuggestionAsync((await one.SendAsync($"{words} 7001"))[0]);
        (Category? Category, double? Confidence) there = await other.SuggestionAsync((await other.SendAsync($"{words} 7002"))[0]);

        here.Confidence.ShouldNotBeNull();
        there.ShouldBe(here);
        one.Suggester.Agrees(other.Suggester).ShouldBeTrue();
    }

    [Fact]
    public async Task While_Everything_Is_Learnt_Anew_The_Model_Of_Before_Speaks_And_Not_The_Rule()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(60);
        await stage.App.Database.WriteAsync(session => Task.FromResult(session.Execute(
            """
            WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < 40)
            INSERT INTO decision (seq, mention_id, brand, category, reason, features_version, features, by_rule, decided_by, decided_at)
            SELECT seq + (60 * n), mention_id + (1000000 * n), brand, category, reason, features_version, features, by_rule, decided_by, decided_at FROM copies CROSS JOIN decision
            """)));
        Mention waiting = await stage.App.MentionAsync((await stage.SendAsync($"{LearningStage.Kinds[0].Words}, really"))[0]);
        await stage.Suggester.CatchUpAsync();
        (await stage.PressAsync((await stage.DecisionsAsync())[0].Mention, "re-route")).Ok.ShouldBeTrue();

        var anew = Task.Run(() => stage.Suggester.CatchUpAsync());
        do
        {
            stage.Suggester.Suggest(waiting).Confidence.ShouldNotBeNull();
        }
        while (!anew.IsCompleted);

        await anew;
        using Suggester fresh = await stage.ReplicaAsync();
        stage.Suggester.Agrees(fresh).ShouldBeTrue();
    }

    [Fact]
    public async Task Features_Of_Another_Version_Are_Read_From_The_Words_Again()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await stage.TeachAsync(9);
        using Suggester before = await stage.ReplicaAsync();
        await stage.App.Database.WriteAsync(session => Task.FromResult(session.Execute("UPDATE decision SET features_version = features_version - 1, features = x'FFFFFF' WHERE id % 2 = 0")));

        using Suggester after = await stage.ReplicaAsync();

        after.Agrees(before).ShouldBeTrue();
    }

    /// <summary>Any buttons in any order: what is in force is what a few lines of rules say, and the model is what follows from it.</summary>
    [Fact]
    public async Task After_Any_History_The_Model_Is_What_Follows_From_The_Decisions_In_Force()
    {
        await using LearningStage stage = await LearningStage.StartAsync();
        await Histories.SampleAsync(history => LiveAsync(stage, history), iter: 40, threads: 1, print: history => string.Join(' ', history));
    }

    private static async Task LiveAsync(LearningStage stage, (string Act, int Mention)[] history)
    {
        long[] ids = await stage.SendAsync("@brightwater is late", "@brightwater sings", "@brightwater opens", "@brightwater closes");
        var inForce = new Dictionary<long, string>();
        foreach ((string act, int mention) in history)
        {
            long id = ids[mention];
            Mention row = await stage.App.MentionAsync(id);
            ClickAnswer answer = act switch
            {
                "re-route" => await stage.PressAsync(id, act, ("category", row.Category == Category.PublicRelations ? "customer-service" : "public-reply")),
                "back" => await stage.PressAsync(id, "re-route"),
                "not-ours" when row.Category is null => new ClickAnswer(false, null, null),
                "not-ours" => await stage.PressAsync(id, act, ("reason", "other"), ("reasonText", "x")),
                "twice" => await stage.People.ClickAsync(LearningStage.Owner, new ShownCard(0, id, row.Version - 1, "Triage", []), "public-reply"),
                _ => await stage.PressAsync(id, act),
            };
            if (answer.Ok && act is not ("twice" or "reopen"))
            {
                _ = inForce.Remove(id);
                if (act is not ("undo" or "back" or "not-ours"))
                {
                    inForce[id] = (await stage.App.MentionAsync(id)).Category.ToString()!;
                }
            }

            await stage.Suggester.CatchUpAsync();
        }

        (await stage.DecisionsAsync()).Where(decision => decision.InForce && ids.Contains(decision.Mention)).Select(decision => (decision.Mention, decision.Category))
            .ShouldBe(inForce.Select(decision => (decision.Key, decision.Value)), ignoreOrder: true);
        using Suggester fresh = await stage.ReplicaAsync();
        stage.Suggester.Agrees(fresh).ShouldBeTrue();
    }
}
