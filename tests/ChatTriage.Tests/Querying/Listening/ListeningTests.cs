using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Listening;

/// <summary>What is spoken of, and by how many about whom; competitors like own brands.</summary>
public sealed class ListeningTests
{
    private static readonly Person Noah = new(Address.Parse("playground:noah"), "Noah", TimeZoneInfo.Utc);
    private static int s_starts;
    private static readonly PeriodAsked Yesterday = new PeriodAsked.Named(PeriodName.Yesterday);

    [Fact]
    public async Task Brands_Beside_Each_Other_Have_Shares_Tones_And_Series()
    {
        await using TestApp app = await TestApp.StartAsync();
        (await new IngestDriver(app.Http).SendLinesAsync(
            Line("1", "2026-11-22T08:10:00Z", "brightwater"), Line("2", "2026-11-22T08:50:00Z", "brightwater and clearspring"), Line("3", "2026-11-22T23:59:59Z", "brightwater"),
            Line("4", "2026-11-23T00:00:00Z", "brightwater"))).ShouldCount(accepted: 4);

        ComparisonAnswer answer = await app.Services.GetRequiredService<CompareBrands>().RunAsync(
            new Question.Comparison(new BrandQuestion("Brightwater", Yesterday, QuestionFilter.None), ["Clearspring"]), Noah, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        answer.Brands.Select(brand => (brand.Brand.Name, brand.Totals.Total, brand.Share)).ShouldBe([("Brightwater", 3, 0.75), ("Clearspring", 1, 0.25)]);
        (answer.Unit, answer.Labels.Count, answer.Total).ShouldBe(("hour", 24, 4));
        (answer.Brands[0].Series[8], answer.Brands[0].Series[23], answer.Brands[1].Series[8]).ShouldBe((2, 1, 1));
        answer.Brands.ShouldAllBe(brand => brand.Series.Sum() == brand.Totals.Total && brand.Series.Count == 24);
        answer.Brands[0].ToneShare(Tone.Positive).ShouldBe(0);
        Enum.GetValues<Tone>().Sum(answer.Brands[0].ToneShare).ShouldBe(1, 0.000001);
    }

    [Fact]
    public async Task Of_Nothing_Nobody_Has_A_Share()
    {
        await using TestApp app = await TestApp.StartAsync();
        ComparisonAnswer answer = await app.Services.GetRequiredService<CompareBrands>().RunAsync(
            new Question.Comparison(new BrandQuestion("Brightwater", PeriodAsked.Today, QuestionFilter.None), ["Clearspring"]), Noah, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        answer.Brands.ShouldAllBe(brand => brand.Share == 0 && brand.Totals.Total == 0);
        answer.Labels.Count.ShouldBe(14, "it is 14:00");
    }

    /// <summary>Twelve of both days speak of the filter; the pump is new, the cooler is gone, and the valve came up twice by chance.</summary>
    [Fact]
    public async Task Keywords_Rise_And_Fall_Against_The_Time_Before()
    {
        await using TestApp app = await TestApp.StartAsync();
        await SpeakAsync(app, "2026-11-21", ("carbon filter", 12), ("water cooler", 9), ("copper valve", 1));
        await SpeakAsync(app, "2026-11-22", ("carbon filter", 12), ("Garden Pump", 3), ("garden pump", 7), ("copper valve", 2));
        await app.Services.GetRequiredService<FollowPhrases>().WorkAsync(TestContext.Current.CancellationToken);

        KeywordsAnswer answer = await KeywordsAsync(app, QuestionFilter.None);

        (answer.Mentions, answer.MentionsBefore).ShouldBe((24, 22));
        answer.Rising.Select(change => (change.Phrase, change.Now, change.Before)).ShouldBe([("garden pump", 10, 0)]);
        answer.Falling.Select(change => (change.Phrase, change.Now, change.Before)).ShouldBe([("water cooler", 0, 9)]);
        answer.Frequent.Select(change => (change.Phrase, change.Now)).ShouldBe([("carbon filter", 12), ("garden pump", 10), ("copper valve", 2)]);
        answer.Notes.ShouldBeEmpty();
        (await KeywordsAsync(app, new QuestionFilter { Words = ["the"] })).Rising.Select(change => change.Phrase).ShouldBe(["garden pump"], "the same from the rows themselves");
    }

    [Fact]
    public async Task All_Mentions_Are_Counted_When_Phrases_Are_Those_Of_The_Newest()
    {
        await using TestApp app = await TestApp.StartAsync();
        await SpeakAsync(app, "2026-11-22", ("carbon filter", 2010));

        KeywordsAnswer answer = await KeywordsAsync(app, new QuestionFilter { Words = ["the"] });

        (answer.Mentions, answer.Frequent[0].Now).ShouldBe((2010, 2000));
        answer.Notes.ShouldHaveSingleItem().ShouldStartWith("Phrases are those of the newest 2,000");
    }

    [Fact]
    public async Task The_Answer_About_A_Brand_Says_What_Is_Spoken_Of_But_Not_The_Brands_Own_Name()
    {
        await using TestApp app = await TestApp.StartAsync();
        await SpeakAsync(app, "2026-11-22", ("Brightwater", 9), ("carbon filter", 4), ("garden pump", 2));
        await app.Services.GetRequiredService<FollowPhrases>().WorkAsync(TestContext.Current.CancellationToken);

        BrandAnswer answer = await app.Services.GetRequiredService<AnswerBrand>().RunAsync(
            new Question.AboutBrand(new BrandQuestion("Brightwater", Yesterday, QuestionFilter.None)), Noah, app.Clock.GetUtcNow(), after: null, TestContext.Current.CancellationToken);

        answer.Phrases.ShouldBe([("carbon filter", 4L), ("garden pump", 2L)]);
    }

    [Fact]
    public async Task Several_Processes_Count_A_Phrase_Once()
    {
        await using TestApp app = await TestApp.StartAsync();
        await SpeakAsync(app, "2026-11-22", ("carbon filter", 40));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new FollowPhrases(app.Database).WorkAsync(TestContext.Current.CancellationToken)));

        (await app.Database.ReadAsync(connection => connection.QueryAsync<(string Brand, string Phrases, long IsCut)>("SELECT brand, phrases, is_cut FROM phrase_hour")))
            .ShouldBe([("Brightwater", "40\tcarbon filter", 0L)]);
    }

    /// <summary>200 phrases once each, and one that comes up in every post: it leads, and the row stays short and says that it is cut.</summary>
    [Fact]
    public async Task An_Hour_With_Very_Many_Phrases_Keeps_The_Heaviest()
    {
        await using TestApp app = await TestApp.StartAsync();
        await SpeakAsync(app, "2026-11-22", [.. Enumerable.Range(0, 200).Select(i => ($"carbon filter\nthing {i}", 1))]);
        await app.Services.GetRequiredService<FollowPhrases>().WorkAsync(TestContext.Current.CancellationToken);

        var counts = new PhraseCounts();
        await app.Database.LookUpAsync(statements =>
        {
            PhraseRows.Read(statements, "Brightwater", Querying(app), PhraseRows.Kept, counts);
            return 0;
        });

        counts.All.Count().ShouldBe(PhraseRows.Kept);
        counts.Top(1, []).ShouldBe([("carbon filter", 200L)]);
        counts.IsCut.ShouldBeTrue();
    }

    /// <summary>Without the quotes "acme" of today would be read again as the brand "acme today".</summary>
    [Theory]
    [InlineData("keywords \"acme\" today")]
    [InlineData("\"rival\" vs \"acme\" today")]
    public async Task A_Button_Carries_The_Question_So_That_It_Is_Read_Again_As_The_Same(string asked)
    {
        await using TestApp app = await TestApp.StartAsync(
            ("Brands:0:Name", "acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "rival"), ("Brands:1:Match", "rival"), ("Brands:2:Name", "acme today"), ("Brands:2:Match", "acmetoday"));
        var people = new PlaygroundDriver(app.Http);

        ClickAnswer answer = await people.AskAsync("playground:noah", $"/mentions {asked}");
        await people.PressAsync("playground:noah", answer.Card!, "Save", ("schedule", "daily"), ("deliver", "me"));

        (await app.Database.ReadAsync(connection => connection.QuerySingleAsync<string>("SELECT question FROM watch"))).ShouldBe(asked);
    }

    private static ChatTriage.Querying.Windows.TimeWindow Querying(TestApp app) => ChatTriage.Querying.Windows.TimeWindow.Of(Yesterday, app.Clock.GetUtcNow(), TimeZoneInfo.Utc);

    private static Task<KeywordsAnswer> KeywordsAsync(TestApp app, QuestionFilter filter) => app.Services.GetRequiredService<FindKeywords>().RunAsync(
        new Question.Keywords(new BrandQuestion("Brightwater", Yesterday, filter)), Noah, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

    /// <summary>Mentions with these phrases, whatever an engine would read in them, before anything has been counted.</summary>
    private static async Task SpeakAsync(TestApp app, string day, params (string Phrases, int Times)[] phrases)
    {
        string[] all = [.. phrases.SelectMany(phrase => Enumerable.Repeat(phrase.Phrases, phrase.Times))];
        (await new IngestDriver(app.Http, day).SendLinesAsync(all.Select((_, i) => Line($"{i}", $"{day}T10:00:00Z", "the brightwater")))).ShouldCount(accepted: all.Length);

        // Another number each time, so that no step of the background's that has read the one before goes on from it.
        int start = -Interlocked.Increment(ref s_starts);
        await app.Database.WriteAsync(async session =>
        {
            for (int i = 0; i < all.Length; i++)
            {
                await session.Connection.ExecuteAsync("UPDATE mention SET phrases = @phrases WHERE source = @day AND external_id = @id", new { phrases = all[i], day, id = $"{i}" });
            }

            return await session.Connection.ExecuteAsync("DELETE FROM phrase_hour; UPDATE phrase_progress SET upto = @start", new { start });
        });
    }

    private static string Line(string id, string publishedAt, string text) => IngestDriver.Line(id, text, ("publishedAt", publishedAt));
}
