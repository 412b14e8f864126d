using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>Answers made by hand, so that every part of a card can be seen without the history that would give it.</summary>
internal static class MadeAnswers
{
    /// <summary>When they are asked.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>A day on which there was much to do.</summary>
    /// <param name="words">What the posts say, and their authors, phrases and notes.</param>
    /// <param name="brand">What the brand is called.</param>
    /// <param name="kind">Whether it is one's own.</param>
    public static BrandAnswer Lively(string words = "filter leaks", string brand = "Brightwater", BrandKind kind = BrandKind.Own)
    {
        var question = new Question.AboutBrand(new BrandQuestion(brand, PeriodAsked.Today, QuestionFilter.None));
        TimeWindow window = TimeWindow.Of(PeriodAsked.Today, Now, Berlin);
        MentionTotals totals = Totals((MentionState.AwaitingTriage, 118), (MentionState.Routed, 21), (MentionState.Claimed, 3), (MentionState.Answered, 50));
        return new BrandAnswer
        {
            Question = question,
            Brand = BrandOf(brand, kind),
            Window = window,
            AsOf = Now,
            Totals = totals,
            Compared = new Compared(window, totals, window, Totals((MentionState.AwaitingTriage, 100), (MentionState.Answered, 55)), "yesterday until 15:00"),
            Chart = new ListChart("hour", [.. Enumerable.Range(0, 24).Select(hour => ($"{hour:00}", (long)(hour * hour % 17)))]),
            Sources = [("bluesky", 120), ("rss", 72)],
            Phrases = [(words, 31), ($"{words} again", 12)],
            Items = [.. Enumerable.Range(1, 5).Select(id => (Post(id, words), "awaiting a decision"))],
            Next = new PageCursor(1, 1),
            Notes = [$"The feed rss is 12 minutes behind: {words}"],
        };
    }

    /// <summary>Two brands in one week.</summary>
    public static ComparisonAnswer Comparison(string name = "Brightwater", int others = 1) => new()
    {
        Names = BrandNames.Of([]),
        Question = new Question.Comparison(new BrandQuestion(name, PeriodAsked.Today, QuestionFilter.None), [.. Enumerable.Range(0, others).Select(i => $"Clearspring {i}")]),
        Window = TimeWindow.Of(PeriodAsked.Today, Now, Berlin),
        AsOf = Now,
        Brands = [.. Enumerable.Range(0, others + 1).Select(i => new BrandShare(
            BrandOf(i == 0 ? name : $"{name} {i}", i == 0 ? BrandKind.Own : BrandKind.Competitor), Totals((MentionState.Muted, 10 + i)), 1.0 / (others + 1), [.. Enumerable.Range(0, 15).Select(hour => (long)hour * i)]))],
        Unit = "hour",
        Labels = [.. Enumerable.Range(0, 15).Select(hour => $"{hour:00}")],
        Notes = ["A mention of two brands counts for both."],
    };

    /// <summary>What rises and falls.</summary>
    public static KeywordsAnswer Keywords(string words = "filter leaks", int many = 1) => new()
    {
        Names = BrandNames.Of([]),
        Question = new Question.Keywords(new BrandQuestion("Brightwater", PeriodAsked.Today, QuestionFilter.None)),
        Brand = BrandOf("Brightwater", BrandKind.Own),
        Window = TimeWindow.Of(PeriodAsked.Today, Now, Berlin),
        Before = TimeWindow.Of(PeriodAsked.Today, Now, Berlin),
        BeforeName = "yesterday until 15:00",
        AsOf = Now,
        Mentions = 412,
        MentionsBefore = 400,
        Rising = [.. Enumerable.Range(0, many).Select(i => new PhraseChange($"{words} {i}", 31, 4, 20))],
        Falling = [.. Enumerable.Range(0, many).Select(i => new PhraseChange($"{words} {i}", 2, 19, 12))],
        Frequent = [.. Enumerable.Range(0, many).Select(i => new PhraseChange($"{words} {i}", 88, 90, 0))],
        Notes = ["Not all languages are read."],
    };

    /// <summary>Counts by state, of which a third is negative and the rest positive.</summary>
    public static MentionTotals Totals(params (MentionState State, long Count)[] counts)
    {
        long all = counts.Sum(count => count.Count);
        return new MentionTotals(counts.ToDictionary(count => count.State, count => count.Count), new Dictionary<Tone, long> { [Tone.Negative] = all / 3, [Tone.Positive] = all - (all / 3) });
    }

    /// <summary>A post that waits.</summary>
    public static Mention Post(long id, string words) => new()
    {
        Id = id,
        Source = "bluesky",
        ExternalId = $"{id}",
        Text = words,
        AuthorName = words,
        AuthorHandle = "mara",
        Url = $"https://example.com/posts/{id}",
        ObservedAt = Now,
        ReceivedAt = Now,
        State = MentionState.AwaitingTriage,
    };

    private static Brand BrandOf(string name, BrandKind kind) => new()
    {
        Name = name,
        Kind = kind,
        TriageChannels = [],
        Owners = [],
        Backups = [],
        CustomerService = new Desk([], []),
        PublicRelations = new Desk([], []),
        TimeZone = TimeZoneInfo.Utc,
    };
}
