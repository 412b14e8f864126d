using System.Globalization;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>A question's record on one line, as <c>questions.txt</c> writes it: every field that is not empty, without the grammar's own printer.</summary>
internal static class QuestionNotation
{
    public static string Of(Question question) => question switch
    {
        Question.AboutBrand about => Parts($"about {about.Asked.Brand}", about.Asked, about.Versus),
        Question.Comparison comparison => Parts($"compare {string.Join(" + ", comparison.Others.Prepend(comparison.Asked.Brand))}", comparison.Asked, versus: null),
        Question.Keywords keywords => Parts($"keywords {keywords.Asked.Brand}", keywords.Asked, versus: null),
        Question.NotUnderstood wrong => $"{wrong.Problem} || {wrong.Marked} || {wrong.Example}",
        _ => question.GetType().Name.ToLowerInvariant(),
    };

    private static string Parts(string what, BrandQuestion asked, PeriodAsked? versus)
    {
        QuestionFilter filter = asked.Filter;
        string?[] parts =
        [
            what, Of(asked.Period), List("sentiment", filter.Tones), List("source", filter.Sources), List("status", filter.Statuses), List("category", filter.Categories), List("lang", filter.Languages),
            List("author", filter.Authors), filter.ByMe ? "by me" : null, filter.HasLink ? "has link" : null, List("words", filter.Words.Select(word => $"\"{word}\"")),
            List("without", filter.Without.Select(word => $"\"{word}\"")), asked.Zone is null ? null : $"tz {asked.Zone}", versus is null ? null : $"vs {Of(versus)}",
        ];
        return string.Join(" | ", parts.Where(part => part is not null));
    }

    private static string Of(PeriodAsked period) => period switch
    {
        PeriodAsked.Named named => $"{named.Name}",
        PeriodAsked.Rolling rolling => $"Rolling {rolling.Count} {rolling.Unit}",
        PeriodAsked.SinceTime since => $"SinceTime {since.Time.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        PeriodAsked.SinceDay since => $"SinceDay {since.Name}",
        PeriodAsked.SinceDate since => $"SinceDate {Date(since.Date)}",
        PeriodAsked.SinceBegin since => $"SinceBegin {Of(since.Period)}",
        PeriodAsked.Weekday weekday => $"Weekday {weekday.Name}",
        PeriodAsked.Month { Year: { } year } month => string.Create(CultureInfo.InvariantCulture, $"Month {year}-{month.Number:00}"),
        PeriodAsked.Month month => $"Month {month.Number}",
        PeriodAsked.Day day => $"Day {Date(day.Date)}",
        PeriodAsked.Range range => $"Range {Date(range.From)} {Date(range.To)}",
        _ => "?",
    };

    private static string? List<T>(string name, IEnumerable<T> values) => string.Join(", ", values) is { Length: > 0 } list ? $"{name} {list}" : null;

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
