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
        TimeWindow.Of(new PeriodAsked.Rolling(7, RollingUnit.Day), now, Zone("Etc/UTC"), ZoneOrigin.Question).Words(now).ShouldBe("2026-11-16 13:06 to 2026-11-23 13:06, UTC, as asked");
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

    /// <summary>It is Wednesday, 2026-11-25, 14:10:42 in Berlin.</summary>
    [Theory]
    [InlineData("today", "2026-11-25 00:00", "2026-11-26 00:00")]
    [InlineData("yesterday", "2026-11-24 00:00", "2026-11-25 00:00")]
    [InlineData("this week", "2026-11-23 00:00", "2026-11-30 00:00")]
    [InlineData("last week", "2026-11-16 00:00", "2026-11-23 00:00")]
    [InlineData("this month", "2026-11-01 00:00", "2026-12-01 00:00")]
    [InlineData("last month", "2026-10-01 00:00", "2026-11-01 00:00")]
    [InlineData("last 7 days", "2026-11-18 14:11", "2026-11-25 14:11")]
    [InlineData("24h", "2026-11-24 14:11", "2026-11-25 14:11")]
    [InlineData("90m", "2026-11-25 12:41", "2026-11-25 14:11")]
    [InlineData("last 2 weeks", "2026-11-11 14:11", "2026-11-25 14:11")]
    [InlineData("last 60 days", "2026-09-26 15:11", "2026-11-25 14:11")]
    [InlineData("since 14:00", "2026-11-25 14:00", "2026-11-26 00:00")]
    [InlineData("since 14:10", "2026-11-25 14:10", "2026-11-26 00:00")]
    [InlineData("since 14:11", "2026-11-24 14:11", "2026-11-26 00:00")]
    [InlineData("since monday", "2026-11-23 00:00", "2026-11-26 00:00")]
    [InlineData("since wednesday", "2026-11-25 00:00", "2026-11-26 00:00")]
    [InlineData("since thursday", "2026-11-19 00:00", "2026-11-26 00:00")]
    [InlineData("since 2026-11-01", "2026-11-01 00:00", "2026-11-26 00:00")]
    [InlineData("since yesterday", "2026-11-24 00:00", "2026-11-26 00:00")]
    [InlineData("since last month", "2026-10-01 00:00", "2026-11-26 00:00")]
    [InlineData("since december", "2025-12-01 00:00", "2026-11-26 00:00")]
    [InlineData("since 2026-12-24", "2026-12-24 00:00", "2026-12-25 00:00")]
    [InlineData("wednesday", "2026-11-25 00:00", "2026-11-26 00:00")]
    [InlineData("thursday", "2026-11-19 00:00", "2026-11-20 00:00")]
    [InlineData("november", "2026-11-01 00:00", "2026-12-01 00:00")]
    [InlineData("december", "2025-12-01 00:00", "2026-01-01 00:00")]
    [InlineData("december 2026", "2026-12-01 00:00", "2027-01-01 00:00")]
    [InlineData("2026-11-01", "2026-11-01 00:00", "2026-11-02 00:00")]
    [InlineData("2026-10-20..2026-10-30", "2026-10-20 00:00", "2026-10-31 00:00")]
    public void Every_Period_Has_Its_Span(string period, string from, string to)
    {
        TimeWindow window = TimeWindow.Of(Periods.Read(period), Time("2026-11-25T13:10:42.5Z"), Zone("Europe/Berlin"));
        (Shown(window.From), Shown(window.To)).ShouldBe((from, to));
    }

    /// <summary>02:30 is shown twice, or not at all.</summary>
    [Theory]
    [InlineData("since 02:30", "2026-10-25T12:00:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("since 02:30", "2026-10-25T01:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("since 02:30", "2026-10-25T00:29:00Z", "2026-10-24T00:30:00Z")]
    [InlineData("since 02:30", "2026-03-29T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("since 02:30", "2026-03-29T00:59:59Z", "2026-03-28T01:30:00Z")]
    public void Since_A_Time_Is_Since_The_Clock_Last_Showed_It(string period, string now, string from) =>
        TimeWindow.Of(Periods.Read(period), Time(now), Zone("Europe/Berlin")).From.ShouldBe(Time(from));

    [Theory]
    [InlineData("2011-12-30T09:59:59.999Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-28T10:00:00Z")]
    [InlineData("2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z", "2011-12-29T10:00:00Z")]
    public void A_Day_That_Was_Left_Out_Lies_In_No_Window(string now, string from, string to, string yesterday)
    {
        TimeZoneInfo apia = Zone("Pacific/Apia");
        TimeWindow today = TimeWindow.Of(PeriodAsked.Today, Time(now), apia);
        (today.From, today.To).ShouldBe((Time(from), Time(to)));
        TimeWindow before = TimeWindow.Of(new PeriodAsked.Named(PeriodName.Yesterday), Time(now), apia);
        (before.From, before.To).ShouldBe((Time(yesterday), Time(from)));

        TimeWindow never = TimeWindow.Of(new PeriodAsked.Day(new DateOnly(2011, 12, 30)), Time("2012-01-05T00:00:00Z"), apia);
        never.From.ShouldBe(never.To);
        never.Words(Time("2012-01-05T00:00:00Z")).ShouldBe("no time at all: the clocks left out 2011-12-30, Pacific/Apia, your time zone");
    }

    [Fact]
    public void What_Has_Not_Begun_Says_So()
    {
        DateTimeOffset now = Time("2026-11-23T13:05:00Z");
        TimeWindow.Of(Periods.Read("2026-12-24"), now, Zone("Europe/Berlin")).Words(now).ShouldBe("2026-12-24 00:00 to 2026-12-25 00:00, has not begun, Europe/Berlin, your time zone");
        TimeWindow.Of(Periods.Read("2026-11-20..2026-12-24"), now, Zone("Europe/Berlin")).Words(now).ShouldBe("2026-11-20 00:00 to 2026-11-23 14:05, Europe/Berlin, your time zone");
    }

    [Fact]
    public void The_Zone_Is_That_Of_The_Question_Then_Of_The_Asker_Then_Of_The_Brand()
    {
        (TimeZoneInfo asker, TimeZoneInfo brand) = (Zone("Europe/Berlin"), Zone("Asia/Kathmandu"));
        Named("America/Santiago", asker).ShouldBe(("America/Santiago", ZoneOrigin.Question));
        Named(null, asker).ShouldBe(("Europe/Berlin", ZoneOrigin.Asker));
        Named(null, null).ShouldBe(("Asia/Kathmandu", ZoneOrigin.Brand));
        Named("Mars/Olympus", null).ShouldBe(("Asia/Kathmandu", ZoneOrigin.Brand));

        (string, ZoneOrigin) Named(string? asked, TimeZoneInfo? person) => AskedZone.Of(asked, person, brand, ZoneOrigin.Brand) is var (zone, origin) ? (zone.Id, origin) : default;
    }

    [Fact]
    public void Every_Period_Lies_Somewhere_In_Every_Zone() => Gen.Select(Periods.Any, Periods.Zones, Periods.Moments).Sample((period, zone, now) =>
    {
        TimeWindow window = TimeWindow.Of(period, now, zone, ZoneOrigin.Brand);
        (window.From < window.To).ShouldBeTrue();
        window.Words(now).ShouldEndWith(", the brand's time zone");
        bool holdsNow = period is PeriodAsked.Rolling or PeriodAsked.SinceTime or PeriodAsked.SinceDay or PeriodAsked.Named { Name: PeriodName.Today or PeriodName.ThisWeek or PeriodName.ThisMonth };
        if (holdsNow)
        {
            (window.From <= now && now < window.To).ShouldBeTrue();
        }
    }, iter: 5_000);

    [Fact]
    public void Weeks_And_Months_Tile_The_Line_And_Are_Made_Of_Whole_Days() => Gen.Select(Periods.Zones, Periods.Moments).Sample((zone, now) =>
    {
        foreach ((PeriodName present, PeriodName before) in new[] { (PeriodName.Today, PeriodName.Yesterday), (PeriodName.ThisWeek, PeriodName.LastWeek), (PeriodName.ThisMonth, PeriodName.LastMonth) })
        {
            TimeWindow window = TimeWindow.Of(new PeriodAsked.Named(present), now, zone);
            TimeWindow.Of(new PeriodAsked.Named(before), now, zone).To.ShouldBe(window.From);
            TimeWindow.Of(new PeriodAsked.Named(before), window.To, zone).ShouldBe(window);
            TimeWindow.Of(PeriodAsked.Today, window.From, zone).From.ShouldBe(window.From);
        }
    }, iter: 2_000);

    private static string Shown(DateTimeOffset time) => LocalClock.Shown(time, Zone("Europe/Berlin")).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
