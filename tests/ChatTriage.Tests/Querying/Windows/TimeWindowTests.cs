using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;
using CsCheck;

namespace ChatTriage.Tests.Querying.Windows;

/// <summary>Days as the asker's clock shows them, on the days when clocks are odd.</summary>
public sealed class TimeWindowTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", 25)]
    [InlineData("Europe/Berlin", "2026-11-23T12:00:00Z", "2026-11-22T23:00:00Z", 24)]
    [InlineData("America/Santiago", "2026-09-06T12:00:00Z", "2026-09-06T04:00:00Z", 23)]
    [InlineData("America/Santiago", "2026-04-04T12:00:00Z", "2026-04-04T03:00:00Z", 25)]
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", 25)]
    [InlineData("Asia/Kathmandu", "2026-11-23T12:00:00Z", "2026-11-22T18:15:00Z", 24)]
    [InlineData("Australia/Lord_Howe", "2026-10-04T00:00:00Z", "2026-10-03T13:30:00Z", 23.5)]
    [InlineData("UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", 24)]
    public void Today_Is_The_Local_Day_However_Long_It_Is(string zone, string now, string from, double hours)
    {
        TimeWindow today = TimeWindow.Of(PeriodAsked.Today, Time(now), Zone(zone));
        today.From.ShouldBe(Time(from));
        (today.To - today.From).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void The_Last_Instant_Of_A_Day_Still_Belongs_To_It()
    {
        TimeWindow late = TimeWindow.Of(PeriodAsked.Today, Time("2026-11-23T22:59:59.9999999Z"), Zone("Europe/Berlin"));
        TimeWindow next = TimeWindow.Of(PeriodAsked.Today, Time("2026-11-23T23:00:00Z"), Zone("Europe/Berlin"));
        late.To.ShouldBe(next.From);
        TimeWindow.Of(new PeriodAsked.Named(PeriodName.Yesterday), Time("2026-11-23T23:00:00Z"), Zone("Europe/Berlin")).From.ShouldBe(late.From);
    }

    [Fact]
    public void Words_Say_The_Span_Up_To_Now_And_Whose_Clock_It_Is()
    {
        DateTimeOffset now = Time("2026-11-23T13:05:00Z");
        TimeWindow.Of(PeriodAsked.Today, now, Zone("Europe/Berlin")).Words(now).ShouldBe("2026-11-23 00:00 to 14:05, Europe/Berlin, your time zone");
        TimeWindow.Of(new PeriodAsked.Named(PeriodName.Yesterday), now, Zone("Europe/Berlin"), ZoneOrigin.Brand).Words(now).ShouldBe("2026-11-22 00:00 to 2026-11-23 00:00, Europe/Berlin, the brand's time zone");
        TimeWindow.Of(new PeriodAsked.Rolling(7, RollingUnit.Day), now, Zone("Etc/UTC"), ZoneOrigin.Question).Words(now).ShouldBe("2026-11-16 13:06 to 2026-11-23 13:05, UTC, as asked");
    }

    /// <summary>Every quarter of an hour lies in exactly one day, and a window's borders are borders of the roll-up's buckets.</summary>
    [Fact]
    public void Days_Follow_Each_Other_Without_Gap_Or_Overlap_In_Every_Zone()
    {
        TimeZoneInfo[] zones = [.. new[] { "Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Cairo", "America/St_Johns" }.Select(Zone)];
        Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Long[0, 60L * 366 * 24 * 60], Gen.Long[0, TimeSpan.TicksPerMinute - 1]).Sample((zone, minutes, ticks) =>
        {
            DateTimeOffset now = Time("2024-01-01T00:00:00Z").AddMinutes(minutes % (4 * 366 * 24 * 60)).AddTicks(ticks);
            TimeWindow today = TimeWindow.Of(PeriodAsked.Today, now, zones[zone]);
            TimeWindow yesterday = TimeWindow.Of(new PeriodAsked.Named(PeriodName.Yesterday), now, zones[zone]);

            (today.From <= now && now < today.To).ShouldBeTrue();
            yesterday.To.ShouldBe(today.From);
            TimeWindow.Of(PeriodAsked.Today, today.To, zones[zone]).From.ShouldBe(today.To);
            (today.To - today.From).TotalHours.ShouldBeInRange(22.5, 25.5);
            today.Buckets().ShouldBe((today.From.ToMicroseconds(), today.To.ToMicroseconds()));
        });
    }

    [Fact]
    public void Seven_Days_Are_Seven_Times_Twenty_Four_Hours_And_Hold_The_Present() => Gen.Long[0, 366L * 24 * 3600 * 1000].Sample(milliseconds =>
    {
        DateTimeOffset now = Time("2026-01-01T00:00:00Z").AddMilliseconds(milliseconds);
        TimeWindow week = TimeWindow.Of(new PeriodAsked.Rolling(7, RollingUnit.Day), now, Zone("Europe/Berlin"));
        (week.To - week.From).ShouldBe(TimeSpan.FromDays(7));
        (now < week.To && week.To - now <= TimeSpan.FromMinutes(1)).ShouldBeTrue();
    });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
