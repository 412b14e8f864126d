using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Listening;

/// <summary>Years of busy hours hold millions of phrases; whoever asks about them gets what is spoken of, and the program keeps its memory.</summary>
public sealed class LongTimesTests
{
    private const int Days = 125, Hours = Days * 24;
    private const int OfHour = 9, MentionsOfHour = 100, Changing = 5;
    private static readonly Person Noah = new(Address.Parse("playground:noah"), "Noah", TimeZoneInfo.Utc);
    private static readonly DateOnly s_today = new(2026, 11, 23);

    [Fact]
    public async Task What_Is_Frequent_Is_Counted_Exactly_However_Much_Else_Is_Spoken_Of()
    {
        await using TestApp app = await TestApp.StartAsync();
        await FillAsync(app);

        KeywordsAnswer answer = await AskAsync(app, Days);

        (answer.Mentions, answer.MentionsBefore).ShouldBe((Hours * MentionsOfHour, Hours * MentionsOfHour));
        answer.Frequent.Take(2).Select(change => (change.Phrase, change.Now, change.Before)).ShouldBe([("carbon filter", Hours * OfHour, Hours * OfHour), ("garden pump", Hours * Changing, 0)]);
        answer.Rising.Select(change => (change.Phrase, change.Now, change.Before)).ShouldBe([("garden pump", Hours * Changing, 0)]);
        answer.Falling.Select(change => (change.Phrase, change.Now, change.Before)).ShouldBe([("water cooler", 0, Hours * Changing)]);
        answer.Notes.ShouldHaveSingleItem().ShouldStartWith("Phrases may have been used more often");

        KeywordsAnswer week = await AskAsync(app, 7);
        week.Frequent.Select(change => (change.Phrase, change.Now)).ShouldContain(("small talk", 7L * 24), "of a week everything that is kept is read");
        week.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_Very_Many_Phrases_The_Rarest_Are_Dropped()
    {
        const int most = 100, all = 100_000;
        var counts = new PhraseCounts(most);
        for (int i = 0; i < all; i++)
        {
            counts.Add($"rare {i}", 1);
            if (i % 10 == 0)
            {
                counts.Add(i % 20 == 0 ? "Carbon filter" : "carbon filter", 1);
            }

            if (i > all / 2 && i % 100 == 0)
            {
                counts.Add("garden pump", 1);
            }
        }

        counts.All.Count().ShouldBeInRange(most, 2 * most);
        (counts.Of("carbon filter"), counts.Of("garden pump"), counts.Of("rare 1")).ShouldBe((all / 10, (all / 200) - 1, 0), "what comes up late rises all the same");
        counts.IsCut.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_Is_Dropped_Of_What_A_Month_Keeps_And_There_Is_A_Bound_Beyond()
    {
        var counts = new PhraseCounts();
        for (int i = 0; i < 30 * 24 * PhraseRows.Kept; i++)
        {
            counts.Add($"phrase {i}", 1);
        }

        (counts.All.Count(), counts.IsCut).ShouldBe((30 * 24 * PhraseRows.Kept, false));
        for (int i = 0; i < 5 * PhraseCounts.Most; i++)
        {
            counts.Add($"more {i}", 1);
        }

        counts.All.Count().ShouldBeLessThanOrEqualTo(2 * PhraseCounts.Most);
        counts.IsCut.ShouldBeTrue();
    }

    private static Task<KeywordsAnswer> AskAsync(TestApp app, int days) => app.Services.GetRequiredService<FindKeywords>().RunAsync(
        new Question.Keywords(new BrandQuestion("Brightwater", new PeriodAsked.Range(s_today.AddDays(-days), s_today.AddDays(-1)), QuestionFilter.None)), Noah, app.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

    /// <summary>Two stretches of busy hours: each names its own phrases, which nobody names again, and further down one that is small and always there.</summary>
    private static async Task FillAsync(TestApp app)
    {
        long today = new DateTimeOffset(s_today, TimeOnly.MinValue, TimeSpan.Zero).ToMicroseconds();
        await app.Database.WriteAsync(session =>
        {
            for (int hour = 1; hour <= 2 * Hours; hour++)
            {
                long begins = today - (hour * HourCounts.Length);
                string[] lines =
                [
                    $"{OfHour}\tcarbon filter", $"{Changing}\t{(hour <= Hours ? "garden pump" : "water cooler")}",
                    .. Enumerable.Range(0, PhraseRows.Kept - 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"2\tthing {i} of {hour}")), "1\tsmall talk",
                ];
                session.Execute("INSERT INTO phrase_hour (brand, hour, phrases, is_cut) VALUES (@p0, @p1, @p2, 0)", "Brightwater", begins, string.Join('\n', lines));
                session.Execute("INSERT INTO rollup_hour (brand, hour, counts) VALUES (@p0, @p1, @p2)", "Brightwater", begins, $"test\tkW{MentionsOfHour}");
            }

            return Task.FromResult(0);
        });
    }
}
