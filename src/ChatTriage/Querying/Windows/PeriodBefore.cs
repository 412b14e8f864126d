using System.Globalization;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Windows;

/// <summary>
/// What a period is compared with when the question does not say: the equal one before. A span that still runs is cut, like the older one, to what has passed of it,
/// to the last full quarter of an hour; the older one by the wall clock, so that "until 14:00" is meant on a day of 23 hours, too.
/// </summary>
internal static class PeriodBefore
{
    private const int DaysOfWeek = 7;
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Both windows; nothing when less than a quarter of an hour of either has passed.</summary>
    public static WindowPair? Pair(PeriodAsked period, PeriodAsked? versus, DateTimeOffset now, TimeZoneInfo zone, ZoneOrigin origin)
    {
        TimeWindow whole = TimeWindow.Of(period, now, zone, origin);
        if (Passed(period, whole, now) is not { } window)
        {
            return null;
        }

        if (versus is not null)
        {
            return Passed(versus, TimeWindow.Of(versus, now, zone, origin), now) is { } named ? new WindowPair(window, named, PeriodWords.Name(versus)) : null;
        }

        if (period is PeriodAsked.Rolling rolling)
        {
            TimeWindow before = window with { From = window.From - (window.To - window.From), To = window.From };
            return new WindowPair(window, before, $"the {PeriodWords.Length(rolling)} before");
        }

        (DateTimeOffset from, DateTimeOffset to, string name) = window.To == whole.To ? Finished(period, whole, now) : Running(period, window, now);
        return from < to ? new WindowPair(window, window with { From = from, To = to }, name) : null;
    }

    /// <summary>What has passed of a window, to the last full quarter; nothing when that is less than one.</summary>
    private static TimeWindow? Passed(PeriodAsked period, TimeWindow window, DateTimeOffset now)
    {
        DateTimeOffset quarter = new(now.UtcTicks - (now.UtcTicks % Quarter.Ticks), TimeSpan.Zero);
        TimeWindow passed = window.To <= now || period is PeriodAsked.Rolling ? window : window with { To = quarter };
        return period is PeriodAsked.Rolling || passed.To - passed.From >= Quarter ? passed : null;
    }

    private static (DateTimeOffset From, DateTimeOffset To, string Name) Finished(PeriodAsked period, TimeWindow window, DateTimeOffset now)
    {
        (DateOnly first, DateOnly next) = PeriodDays.Of(period, LocalClock.DayOf(now, window.Zone), window.Zone);
        int days = next.DayNumber - first.DayNumber;
        (DateOnly before, string name) = period switch
        {
            PeriodAsked.Month or PeriodAsked.Named { Name: PeriodName.LastMonth } => (first.AddMonths(-1), "the month before"),
            PeriodAsked.Named { Name: PeriodName.LastWeek } => (first.AddDays(-DaysOfWeek), "the week before"),
            _ when days == 1 || period is PeriodAsked.Named => (LocalClock.DayBefore(first, window.Zone), "the day before"),
            _ => (first.AddDays(-days), string.Create(CultureInfo.InvariantCulture, $"the {days} days before")),
        };
        return (LocalClock.StartOf(before, window.Zone), window.From, name);
    }

    private static (DateTimeOffset From, DateTimeOffset To, string Name) Running(PeriodAsked period, TimeWindow window, DateTimeOffset now)
    {
        TimeZoneInfo zone = window.Zone;
        DateTime until = LocalClock.Shown(window.To, zone);
        if (period is PeriodAsked.SinceTime)
        {
            return (LocalClock.First(LocalClock.Shown(window.From, zone).AddDays(-1), zone), LocalClock.First(until.AddDays(-1), zone), "the same hours a day earlier");
        }

        DateOnly today = LocalClock.DayOf(now, zone);
        (DateOnly first, DateOnly next) = PeriodDays.Of(period, today, zone);
        int days = next.DayNumber - first.DayNumber;
        switch (period)
        {
            case PeriodAsked.Month or PeriodAsked.Named { Name: PeriodName.ThisMonth }:
                // 14:00 of the 31st, in a month of 30 days, is its end.
                int passed = DateOnly.FromDateTime(until).DayNumber - first.DayNumber;
                DateTime inMonth = first.AddMonths(-1).AddDays(passed).ToDateTime(TimeOnly.FromDateTime(until));
                DateTimeOffset end = LocalClock.First(inMonth, zone);
                (DateTimeOffset From, DateTimeOffset To, string Name) month = Until(first.AddMonths(-1), end < window.From ? end : window.From, "yyyy-MM-dd HH:mm", zone);
                return month with { Name = month.To == window.From ? "the whole month before" : $"the month before until {month.Name}" };
            case PeriodAsked.Named { Name: PeriodName.ThisWeek }:
                return Until(first.AddDays(-DaysOfWeek), LocalClock.First(until.AddDays(-DaysOfWeek), zone), "dddd HH:mm", zone, "last week until");
            case PeriodAsked.SinceDay:
                return Until(first.AddDays(-DaysOfWeek), LocalClock.First(until.AddDays(-DaysOfWeek), zone), "dddd HH:mm", zone, "a week earlier until");
            case var _ when days == 1:
                DateOnly yesterday = LocalClock.DayBefore(first, zone);
                return Until(yesterday, LocalClock.First(yesterday.ToDateTime(TimeOnly.FromDateTime(until)), zone), "HH:mm", zone, "yesterday until");
            default:
                return Until(first.AddDays(-days), LocalClock.First(until.AddDays(-days), zone), "yyyy-MM-dd HH:mm", zone, $"the {days.ToString(CultureInfo.InvariantCulture)} days before until");
        }
    }

    private static (DateTimeOffset From, DateTimeOffset To, string Name) Until(DateOnly first, DateTimeOffset end, string format, TimeZoneInfo zone, string words = "") =>
        (LocalClock.StartOf(first, zone), end, $"{words} {LocalClock.Shown(end, zone).ToString(format, CultureInfo.InvariantCulture)}".TrimStart());
}
