using System.Globalization;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Windows;

/// <summary>A period as it stands in a sentence.</summary>
public static class PeriodWords
{
    /// <summary>When: "acme <em>in the last 7 days</em>", "<em>on Monday</em>", "<em>since 14:00</em>".</summary>
    public static string Of(PeriodAsked period) => period switch
    {
        PeriodAsked.Rolling or PeriodAsked.Month => $"in {Name(period)}",
        PeriodAsked.Weekday or PeriodAsked.Day => $"on {Name(period)}",
        PeriodAsked.Range => $"from {Name(period)}",
        _ => Name(period),
    };

    /// <summary>What: "against <em>the last 7 days</em>", "<em>Monday</em>", "<em>November 2025</em>".</summary>
    public static string Name(PeriodAsked period) => period switch
    {
        PeriodAsked.Named named => Name(named.Name),
        PeriodAsked.Rolling rolling => $"the last {Length(rolling)}",
        PeriodAsked.SinceTime since => $"since {since.Time.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        PeriodAsked.SinceDay since => $"since {since.Name}",
        PeriodAsked.SinceDate since => $"since {Date(since.Date)}",
        PeriodAsked.SinceBegin since => $"since {Name(since.Period)}",
        PeriodAsked.Weekday weekday => $"{weekday.Name}",
        PeriodAsked.Month month => string.Create(CultureInfo.InvariantCulture, $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Number)} {month.Year}").TrimEnd(),
        PeriodAsked.Day day => Date(day.Date),
        PeriodAsked.Range range => $"{Date(range.From)} to {Date(range.To)}",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "No words for it."),
    };

    /// <summary>How long: "7 days", and "hour" for one.</summary>
    internal static string Length(PeriodAsked.Rolling rolling)
    {
        string unit = rolling.Unit.ToString().ToLowerInvariant();
        return rolling.Count == 1 ? unit : string.Create(CultureInfo.InvariantCulture, $"{rolling.Count} {unit}s");
    }

    private static string Name(PeriodName name) => name switch
    {
        PeriodName.Today => "today",
        PeriodName.Yesterday => "yesterday",
        PeriodName.ThisWeek => "this week",
        PeriodName.LastWeek => "last week",
        PeriodName.ThisMonth => "this month",
        _ => "last month",
    };

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
