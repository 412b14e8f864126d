namespace ChatTriage.Querying.Watches;

/// <summary>
/// Times by a local clock: 9:00 is 9:00 on days on which the clock changes too. A time that the clock leaves out is the first instant after the gap,
/// one that it shows twice is the first of the two, so that each day has exactly one.
/// </summary>
public static class WatchTimes
{
    /// <summary>9:00.</summary>
    public const int Morning = 9 * 60;

    /// <summary>How long <see cref="WatchSchedule.Change"/> is quiet after an answer.</summary>
    public static readonly TimeSpan BetweenChanges = TimeSpan.FromHours(1);

    /// <summary>No next time is further away, on days on which the clock changes either.</summary>
    public static TimeSpan Furthest(WatchSchedule schedule) => schedule switch
    {
        WatchSchedule.Daily => TimeSpan.FromHours(26),
        WatchSchedule.Weekly => TimeSpan.FromDays(7) + TimeSpan.FromHours(2),
        _ => BetweenChanges + TimeSpan.FromMinutes(1),
    };

    /// <summary>The first regular time after a moment.</summary>
    public static DateTimeOffset After(DateTimeOffset moment, WatchSchedule schedule, int atMinute, DayOfWeek weekday, TimeZoneInfo zone)
    {
        if (schedule == WatchSchedule.Change)
        {
            return moment + BetweenChanges;
        }

        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime).AddDays(-1);
        while (true)
        {
            if ((schedule == WatchSchedule.Daily || day.DayOfWeek == weekday) && At(day, atMinute, zone) is var time && time > moment)
            {
                return time;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>The last regular time that is not after a moment, from one that is known to be.</summary>
    public static DateTimeOffset LastUntil(DateTimeOffset moment, DateTimeOffset known, Func<DateTimeOffset, DateTimeOffset> after)
    {
        for (DateTimeOffset next = after(known); next <= moment; next = after(known))
        {
            known = next;
        }

        return known;
    }

    private static DateTimeOffset At(DateOnly day, int atMinute, TimeZoneInfo zone)
    {
        DateTime local = day.ToDateTime(new TimeOnly(atMinute / 60, atMinute % 60));
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
