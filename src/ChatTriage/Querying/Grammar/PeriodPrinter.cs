using System.Globalization;

namespace ChatTriage.Querying.Grammar;

/// <summary>Writes periods as they could be typed.</summary>
internal static class PeriodPrinter
{
    /// <summary>The period.</summary>
    public static string Print(PeriodAsked period) => period switch
    {
        PeriodAsked.Named named => Name(named.Name),
        PeriodAsked.Rolling rolling => string.Create(CultureInfo.InvariantCulture, $"last {rolling.Count} {Lower(rolling.Unit)}{(rolling.Count == 1 ? "" : "s")}"),
        PeriodAsked.SinceTime since => $"since {since.Time.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        PeriodAsked.SinceDay since => $"since {Lower(since.Name)}",
        PeriodAsked.SinceDate since => $"since {Date(since.Date)}",
        PeriodAsked.SinceBegin since => $"since {Print(since.Period)}",
        PeriodAsked.Weekday weekday => Lower(weekday.Name),
        PeriodAsked.Month month => string.Create(CultureInfo.InvariantCulture, $"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month.Number).ToLowerInvariant()} {month.Year}").TrimEnd(),
        PeriodAsked.Day day => Date(day.Date),
        PeriodAsked.Range range => $"{Date(range.From)}..{Date(range.To)}",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Has no written form."),
    };

    private static string Name(PeriodName name) => name switch
    {
        PeriodName.Today => "today",
        PeriodName.Yesterday => "yesterday",
        PeriodName.ThisWeek => "this week",
        PeriodName.LastWeek => "last week",
        PeriodName.ThisMonth => "this month",
        _ => "last month",
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
