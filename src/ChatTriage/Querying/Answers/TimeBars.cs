using System.Globalization;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>A window cut at the hours, days or weeks of its own clock: hours of up to a day, weeks of more than sixty days.</summary>
/// <param name="Unit"><c>hour</c>, <c>day</c> or <c>week</c>.</param>
/// <param name="Starts">Where each bar begins, in microseconds; the first with the window.</param>
/// <param name="End">Where the last one ends.</param>
/// <param name="Labels">As the clock of the window's zone names them.</param>
public sealed record TimeBars(string Unit, long[] Starts, long End, string[] Labels)
{
    /// <summary>A window with one hour more than a day is still a day: the clock was put back.</summary>
    private const int LongestDay = 25;

    private const int MostDays = 60;

    /// <summary>Longer than this, and "Mon 5" would stand there twice.</summary>
    private const int MostWeekdays = 14;

    /// <summary>Longer than this, and nobody could tell one bar from the next.</summary>
    private const int MostYears = 5;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>The bars of a window.</summary>
    public static TimeBars Of(TimeWindow window)
    {
        TimeSpan length = window.To - window.From;
        if (length > TimeSpan.FromDays(MostYears * 366))
        {
            return One(window);
        }

        (string Unit, Func<DateTimeOffset, DateTimeOffset> Next, string Format) kind =
            length <= TimeSpan.FromHours(LongestDay) ? ("hour", NextQuarter, "HH")
            : length <= TimeSpan.FromDays(MostDays) + TimeSpan.FromHours(1) ? ("day", time => NextDay(time, window.Zone, 1), length <= TimeSpan.FromDays(MostWeekdays) ? "ddd d" : "d MMM")
            : ("week", time => NextMonday(time, window.Zone), length <= TimeSpan.FromDays(300) ? "d MMM" : "d MMM yyyy");
        var starts = new List<long>();
        var labels = new List<string>();
        for (DateTimeOffset time = window.From; time < window.To; time = kind.Next(time))
        {
            string label = TimeZoneInfo.ConvertTime(time, window.Zone).ToString(kind.Format, CultureInfo.InvariantCulture);
            if (labels.Count == 0 || labels[^1] != label)
            {
                starts.Add(time.ToMicroseconds());
                labels.Add(label);
            }
        }

        return new TimeBars(kind.Unit, [.. starts], window.To.ToMicroseconds(), [.. labels]);
    }

    /// <summary>One bar for all of it, where only totals are asked for.</summary>
    public static TimeBars One(TimeWindow window) => new("", [window.From.ToMicroseconds()], window.To.ToMicroseconds(), [""]);

    /// <summary>The bar that holds a time of the window.</summary>
    public int IndexOf(long time)
    {
        int at = Array.BinarySearch(Starts, time);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    /// <summary>How many bars have begun by then, at least the first one.</summary>
    public int Begun(DateTimeOffset now) => Math.Max(1, IndexOf(now.ToMicroseconds() - 1) + 1);

    private static DateTimeOffset NextQuarter(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Quarter.Ticks) + Quarter.Ticks, TimeSpan.Zero);

    private static DateTimeOffset NextMonday(DateTimeOffset time, TimeZoneInfo zone) =>
        NextDay(time, zone, ((DayOfWeek.Monday - LocalClock.DayOf(time, zone).DayOfWeek + 6) % 7) + 1);

    private static DateTimeOffset NextDay(DateTimeOffset time, TimeZoneInfo zone, int days) => LocalClock.StartOf(LocalClock.DayOf(time, zone).AddDays(days), zone);
}
