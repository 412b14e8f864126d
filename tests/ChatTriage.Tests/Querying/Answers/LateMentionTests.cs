using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>A feed that is added brings posts of long ago: their numbers are the newest, and their time is not.</summary>
public sealed class LateMentionTests
{
    private static readonly Address Asker = Address.Parse("playground:noah");

    [Theory]
    [InlineData("-nothing", 20)]
    [InlineData("by:me", 20)]
    public async Task Of_A_Past_Day_As_Many_Are_Found_As_Before_However_Much_Came_In_Since(string filter, long most)
    {
        await using TestApp app = await TestApp.StartAsync();
        var ingest = new IngestDriver(app.Http);
        await ingest.SendLinesAsync(Enumerable.Range(0, 12).Select(i => At($"old-{i}", $"2026-11-21T10:00:{i:00}Z")));
        await ingest.SendLinesAsync(Enumerable.Range(0, 40).Select(i => At($"new-{i}", $"2026-11-22T10:00:{i:00}Z")));
        await ingest.SendLinesAsync(At("late", "2026-11-21T11:00:00Z"));
        await app.Database.ExecuteAsync("UPDATE mention SET decided_by = @Asker", new { Asker });

        (BrandSearch search, TimeBars bars) = Searched(app, $"brightwater 2026-11-21 {filter}");

        (await app.Database.LookUpAsync(statements => search.All(statements, bars, most)))!.Count.ShouldBe(13);
        (await app.Database.LookUpAsync(statements => search.IsMoreThan(statements, bars, 13))).ShouldBeFalse();
        (await app.Database.LookUpAsync(statements => search.IsMoreThan(statements, bars, 12))).ShouldBeTrue();
        (await app.Database.LookUpAsync(statements => search.All(statements, bars, 12)))!.Count.ShouldBe(12);
    }

    private static (BrandSearch Search, TimeBars Bars) Searched(TestApp app, string text)
    {
        BrandQuestion asked = ((Question.AboutBrand)QuestionParser.Parse(text, BrandNames.Of(["Brightwater"]))).Asked;
        return (new BrandSearch("Brightwater", asked.Filter, Asker), TimeBars.One(TimeWindow.Of(asked.Period, app.Clock.GetUtcNow(), TimeZoneInfo.Utc)));
    }

    private static string At(string id, string time) => IngestDriver.Line(id, $"brightwater leaks {id}", ("publishedAt", time));
}
