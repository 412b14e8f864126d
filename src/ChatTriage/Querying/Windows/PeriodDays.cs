using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Windows;

/// <summary>Periods that begin and end with a day, as days of the calendar.</summary>
internal static class PeriodDays
{
    private const int DaysOfWeek = 7;

    /// <summary>The first day, and the first one after the last.</summary>
    public static (DateOnly First, DateOnly Next) Of(PeriodAsked period, DateOnly today, TimeZoneInfo zone) => period switch
    {
        PeriodAsked.Named named => Of(named.Name, today, zone),
        PeriodAsked.Weekday weekday => Day(Last(weekday.Name, today)),
        PeriodAsked.Day day => Day(day.Date),
        PeriodAsked.Range range => (range.From, range.To.AddDays(1)),
        PeriodAsked.Month month => Month(new DateOnly(month.Year ?? (month.Number <= today.Month ? today.Year : today.Year - 1), month.Number, 1)),
        PeriodAsked.SinceDay since => Since(Last(since.Name, today), today),
        PeriodAsked.SinceDate since => Since(since.Date, today),
        PeriodAsked.SinceBegin since => Since(Of(since.Period, today, zone).First, today),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period of whole days."),
    };

    /// <summary>How long a period is that is counted back from now.</summary>
    public static TimeSpan Length(PeriodAsked.Rolling rolling) => rolling.Unit switch
    {
        RollingUnit.Minute => TimeSpan.FromMinutes(rolling.Count),
        RollingUnit.Hour => TimeSpan.FromHours(rolling.Count),
        RollingUnit.Day => TimeSpan.FromDays(rolling.Count),
        _ => TimeSpan.FromDays((double)DaysOfWeek * rolling.Count),
    };

    /// <summary>The whole month that begins with that day.</summary>
    public static (DateOnly First, DateOnly Next) Month(DateOnly first) => (first, first.AddMonths(1));

    private static (DateOnly First, DateOnly Next) Of(PeriodName name, DateOnly today, TimeZoneInfo zone)
    {
        DateOnly monday = Last(DayOfWeek.Monday, today), first = new(today.Year, today.Month, 1);
        return name switch
        {
            PeriodName.Today => Day(today),
            PeriodName.Yesterday => (LocalClock.DayBefore(today, zone), today),
            PeriodName.ThisWeek => (monday, monday.AddDays(DaysOfWeek)),
            PeriodName.LastWeek => (monday.AddDays(-DaysOfWeek), monday),
            PeriodName.ThisMonth => Month(first),
            _ => Month(first.AddMonths(-1)),
        };
    }

    private static (DateOnly First, DateOnly Next) Day(DateOnly day) => (day, day.AddDays(1));

    private static (DateOnly First, DateOnly Next) Since(DateOnly first, DateOnly today) => (first, (first > today ? first : today).AddDays(1));

    private static DateOnly Last(DayOfWeek name, DateOnly today) => today.AddDays(-((today.DayOfWeek - name + DaysOfWeek) % DaysOfWeek));
}
