using ChatTriage.Enrichment;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Watches;

/// <summary>What a saved question means when the clock asks it.</summary>
public static class WatchedQuestion
{
    /// <summary>Reads a stored question with the brands of today.</summary>
    public static Question Read(string text, BrandSnapshot brands) => QuestionParser.Parse(text, BrandNames.Of(brands));

    /// <summary>Whether it can be saved at all: what one person holds, and how the service is, is asked for when it is needed.</summary>
    public static bool CanBeWatched(Question question) => question.Meant is not null || question is Question.Open;

    /// <summary>The brands it is about.</summary>
    public static IReadOnlyList<string> BrandsOf(Question question) => (question.Meant, question) switch
    {
        ({ } asked, Question.Comparison comparison) => [asked.Brand, .. comparison.Others],
        ({ } asked, _) => [asked.Brand],
        _ => [],
    };

    /// <summary>
    /// The question as a digest answers it. In the morning the day has hardly begun, so a digest by the clock speaks of the time that is over: in a daily one "today" is
    /// the whole day before, in a weekly one "today" and "this week" are the whole week before. Everything else stays as it was asked, and so does all that a change asks.
    /// </summary>
    public static Question AsDigest(Question question, WatchSchedule schedule)
    {
        Question digest = question.With(asked => Over(asked, schedule));

        // What was compared with the time before it still is: a day is not compared with itself, nor a week with its Sunday.
        return digest is Question.AboutBrand { Versus: { } versus } over && question.Meant!.Period is var asked && over.Asked.Period != asked
            && (versus == over.Asked.Period || versus == Before(asked)) ? over with { Versus = null } : digest;
    }

    private static BrandQuestion Over(BrandQuestion asked, WatchSchedule schedule) => (schedule, asked.Period) switch
    {
        (WatchSchedule.Daily, PeriodAsked.Named { Name: PeriodName.Today }) => asked with { Period = new PeriodAsked.Named(PeriodName.Yesterday) },
        (WatchSchedule.Weekly, PeriodAsked.Named { Name: PeriodName.Today or PeriodName.ThisWeek }) => asked with { Period = new PeriodAsked.Named(PeriodName.LastWeek) },
        _ => asked,
    };

    private static PeriodAsked.Named? Before(PeriodAsked asked) => asked switch
    {
        PeriodAsked.Named { Name: PeriodName.Today } => new PeriodAsked.Named(PeriodName.Yesterday),
        PeriodAsked.Named { Name: PeriodName.ThisWeek } => new PeriodAsked.Named(PeriodName.LastWeek),
        _ => null,
    };
}
