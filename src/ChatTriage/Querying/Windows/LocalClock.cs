namespace ChatTriage.Querying.Windows;

/// <summary>
/// Instants at which a clock on a wall shows a time, however odd the day: 23 or 25 hours long, without a midnight (Santiago in September), with two (Havana in
/// November), or left out altogether (Apia, 2011-12-30). It asks only which offset holds at an instant, which every zone can say at any time.
/// </summary>
public static class LocalClock
{
    /// <summary>Local time is at most so much ahead of, or behind, UTC: the change that matters lies within.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromHours(15);

    /// <summary>First instant of a local day; of a day that was left out, the first of the one after.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => First(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The first instant at which the clock shows that time; when it never does, the first at which it shows a later one.</summary>
    public static DateTimeOffset First(DateTime shown, TimeZoneInfo zone)
    {
        (TimeSpan before, TimeSpan after, long change) = Around(shown, zone);
        long ticks = shown.Ticks - before.Ticks;
        return Utc(ticks < change ? ticks : Math.Max(change, shown.Ticks - after.Ticks));
    }

    /// <summary>The last instant at which the clock shows that time; differs from <see cref="First"/> only where it shows it twice.</summary>
    public static DateTimeOffset Last(DateTime shown, TimeZoneInfo zone)
    {
        (TimeSpan _, TimeSpan after, long change) = Around(shown, zone);
        return shown.Ticks - after.Ticks >= change ? Utc(shown.Ticks - after.Ticks) : First(shown, zone);
    }

    /// <summary>The local day that holds an instant, by where days begin.</summary>
    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(Shown(time, zone));

        // Clocks that were put back over midnight show a day again that has ended.
        return StartOf(day.AddDays(1), zone) <= time ? day.AddDays(1) : day;
    }

    /// <summary>The day before that had any time in it.</summary>
    public static DateOnly DayBefore(DateOnly day, TimeZoneInfo zone)
    {
        DateOnly before = day.AddDays(-1);
        return StartOf(before, zone) < StartOf(day, zone) ? before : before.AddDays(-1);
    }

    /// <summary>What the clock shows at an instant.</summary>
    public static DateTime Shown(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).DateTime;

    /// <summary>The offsets before and after the one change near that time, and its instant; without a change all of time lies before it.</summary>
    private static (TimeSpan Before, TimeSpan After, long Change) Around(DateTime shown, TimeZoneInfo zone)
    {
        (long low, long high) = (shown.Ticks - Reach.Ticks, shown.Ticks + Reach.Ticks);
        (TimeSpan before, TimeSpan after) = (zone.GetUtcOffset(Utc(low)), zone.GetUtcOffset(Utc(high)));
        if (before == after)
        {
            return (before, after, long.MaxValue);
        }

        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(Utc(middle)) == before ? (middle, high) : (low, middle);
        }

        return (before, after, high);
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
