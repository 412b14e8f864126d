using System.Globalization;
using ChatTriage.Cards;

namespace ChatTriage.Querying.Watches;

/// <summary>A saved question in words.</summary>
public static class WatchWords
{
    /// <summary>When it is answered: "every day at 09:00, Europe/Berlin".</summary>
    public static string When(Watch watch) => watch.Schedule switch
    {
        WatchSchedule.Daily => $"every day at {Time(watch)}",
        WatchSchedule.Weekly => $"every {watch.Weekday} at {Time(watch)}",
        _ => "when something new matches, once an hour at most",
    };

    /// <summary>A moment as the watch's clock shows it, with the day when it is not that of <paramref name="now"/>.</summary>
    public static string Moment(Watch watch, DateTimeOffset time, DateTimeOffset now)
    {
        TimeZoneInfo zone = watch.TimeZone();
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, zone);
        return local.ToString(local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Time(Watch watch) => string.Create(CultureInfo.InvariantCulture, $"{watch.AtMinute / 60:00}:{watch.AtMinute % 60:00}, {CardText.ZoneName(watch.TimeZone())}");
}
