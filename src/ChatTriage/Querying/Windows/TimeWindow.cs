using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Querying.Grammar;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Windows;

/// <summary>A half-open span of time, with the zone in which it was meant.</summary>
/// <param name="From">First instant inside.</param>
/// <param name="To">First instant outside.</param>
/// <param name="Zone">The zone on whose clock it was laid.</param>
/// <param name="Origin">Whose zone that is.</param>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone, ZoneOrigin Origin = ZoneOrigin.Asker)
{
    /// <summary>What is counted back ends with the present minute; "19:52 to 19:51" would look like a day that lacks one.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The window of a period as the clock of that zone shows it now. Named spans are whole (today ends with the day); <c>since …</c> ends with the day, too;
    /// what is counted back from now ends with the present minute.
    /// </summary>
    public static TimeWindow Of(PeriodAsked period, DateTimeOffset now, TimeZoneInfo zone, ZoneOrigin origin = ZoneOrigin.Asker)
    {
        DateOnly today = LocalClock.DayOf(now, zone);
        if (period is PeriodAsked.Rolling rolling)
        {
            DateTimeOffset end = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);
            return new TimeWindow(end - PeriodDays.Length(rolling), end, zone, origin);
        }

        if (period is PeriodAsked.SinceTime since)
        {
            return new TimeWindow(LastShown(since.Time, now, today, zone), LocalClock.StartOf(today.AddDays(1), zone), zone, origin);
        }

        (DateOnly first, DateOnly next) = PeriodDays.Of(period, today, zone);
        return new TimeWindow(LocalClock.StartOf(first, zone), LocalClock.StartOf(next, zone), zone, origin);
    }

    /// <summary>The windows to compare a question's figures by; nothing when less than a quarter of an hour of either has passed.</summary>
    /// <param name="period">What was asked about.</param>
    /// <param name="versus">What to compare it with; nothing for the equal period before.</param>
    /// <param name="now">The moment of the question.</param>
    /// <param name="zone">On whose clock.</param>
    /// <param name="origin">Whose zone that is.</param>
    public static WindowPair? Compared(PeriodAsked period, PeriodAsked? versus, DateTimeOffset now, TimeZoneInfo zone, ZoneOrigin origin) =>
        PeriodBefore.Pair(period, versus, now, zone, origin);

    /// <summary>First instant of a local day.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => LocalClock.StartOf(day, zone);

    /// <summary>The window in words, up to now: "2026-11-23 00:00 to 14:05, Europe/Berlin, your time zone".</summary>
    public string Words(DateTimeOffset now)
    {
        string zone = $"{CardText.ZoneName(Zone)}, {Whose()}";
        if (From >= To)
        {
            return $"no time at all: the clocks left out {Text(LocalClock.Shown(From, Zone).AddDays(-1), "yyyy-MM-dd")}, {zone}";
        }

        (DateTime from, DateTime to) = (LocalClock.Shown(From, Zone), LocalClock.Shown(To - now <= Minute || From > now ? To : now, Zone));
        string span = $"{Text(from, "yyyy-MM-dd HH:mm")} to {Text(to, from.Date == to.Date ? "HH:mm" : "yyyy-MM-dd HH:mm")}";
        return From > now ? $"{span}, has not begun, {zone}" : $"{span}, {zone}";
    }

    /// <summary>Parameters <c>from</c> and <c>to</c> in microseconds, on the borders of the roll-up's buckets.</summary>
    public (long From, long To) Buckets() => (RollUp.BucketOf(From), RollUp.BucketOf(To));

    /// <summary>The last time before now, or now, that the clock showed it; on a day that leaves it out, the moment of the leap.</summary>
    private static DateTimeOffset LastShown(TimeOnly time, DateTimeOffset now, DateOnly today, TimeZoneInfo zone)
    {
        for (DateOnly day = today; ; day = day.AddDays(-1))
        {
            DateTime shown = day.ToDateTime(time);
            (DateTimeOffset first, DateTimeOffset last) = (LocalClock.First(shown, zone), LocalClock.Last(shown, zone));
            if (first <= now)
            {
                return last <= now ? last : first;
            }
        }
    }

    private string Whose() => Origin switch
    {
        ZoneOrigin.Question => "as asked",
        ZoneOrigin.Asker => "your time zone",
        ZoneOrigin.Brand => "the brand's time zone",
        _ => "the server's time zone",
    };

    private static string Text(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
