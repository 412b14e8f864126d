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
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>The window of a period as the clock of that zone shows it now.</summary>
    public static TimeWindow Of(PeriodAsked period, DateTimeOffset now, TimeZoneInfo zone, ZoneOrigin origin = ZoneOrigin.Asker)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        DateTimeOffset quarter = new(now.UtcTicks - (now.UtcTicks % Quarter.Ticks) + Quarter.Ticks, TimeSpan.Zero);
        return period switch
        {
            PeriodAsked.Named { Name: PeriodName.Yesterday } => new(StartOf(today.AddDays(-1), zone), StartOf(today, zone), zone, origin),
            PeriodAsked.Rolling { Unit: RollingUnit.Day } rolling => new(quarter.AddDays(-rolling.Count), quarter, zone, origin),
            _ => new(StartOf(today, zone), StartOf(today.AddDays(1), zone), zone, origin),
        };
    }

    /// <summary>First instant of a local day; where midnight does not exist (Santiago in September), the first that does.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.Add(Quarter);
        }

        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The window in words, up to now: "2026-11-23 00:00 to 14:05, Europe/Berlin".</summary>
    public string Words(DateTimeOffset now)
    {
        DateTimeOffset from = TimeZoneInfo.ConvertTime(From, Zone);
        DateTimeOffset to = TimeZoneInfo.ConvertTime(To < now ? To : now, Zone);
        string format = from.Date == to.Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"{from.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} to {to.ToString(format, CultureInfo.InvariantCulture)}, {CardText.ZoneName(Zone)}";
    }

    /// <summary>Parameters <c>from</c> and <c>to</c> in microseconds, on the borders of the roll-up's buckets.</summary>
    public (long From, long To) Buckets() => (RollUp.BucketOf(From), RollUp.BucketOf(To));
}
