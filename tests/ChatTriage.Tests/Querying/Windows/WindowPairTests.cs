using System.Globalization;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using CsCheck;

namespace ChatTriage.Tests.Querying.Windows;

/// <summary>What a period is compared with.</summary>
public sealed class WindowPairTests
{
    /// <summary>It is Wednesday, 2026-11-25, 14:10 in Berlin; what runs is cut to 14:00.</summary>
    [Theory]
    [InlineData("today", "2026-11-25 00:00 to 2026-11-25 14:00", "2026-11-24 00:00 to 2026-11-24 14:00", "yesterday until 14:00")]
    [InlineData("wednesday", "2026-11-25 00:00 to 2026-11-25 14:00", "2026-11-24 00:00 to 2026-11-24 14:00", "yesterday until 14:00")]
    [InlineData("2026-11-25", "2026-11-25 00:00 to 2026-11-25 14:00", "2026-11-24 00:00 to 2026-11-24 14:00", "yesterday until 14:00")]
    [InlineData("this week", "2026-11-23 00:00 to 2026-11-25 14:00", "2026-11-16 00:00 to 2026-11-18 14:00", "last week until Wednesday 14:00")]
    [InlineData("this month", "2026-11-01 00:00 to 2026-11-25 14:00", "2026-10-01 00:00 to 2026-10-25 14:00", "the month before until 2026-10-25 14:00")]
    [InlineData("november", "2026-11-01 00:00 to 2026-11-25 14:00", "2026-10-01 00:00 to 2026-10-25 14:00", "the month before until 2026-10-25 14:00")]
    [InlineData("since monday", "2026-11-23 00:00 to 2026-11-25 14:00", "2026-11-16 00:00 to 2026-11-18 14:00", "a week earlier until Wednesday 14:00")]
    [InlineData("since thursday", "2026-11-19 00:00 to 2026-11-25 14:00", "2026-11-12 00:00 to 2026-11-18 14:00", "a week earlier until Wednesday 14:00")]
    [InlineData("since 12:05", "2026-11-25 12:05 to 2026-11-25 14:00", "2026-11-24 12:05 to 2026-11-24 14:00", "the same hours a day earlier")]
    [InlineData("since 15:00", "2026-11-24 15:00 to 2026-11-25 14:00", "2026-11-23 15:00 to 2026-11-24 14:00", "the same hours a day earlier")]
    [InlineData("since 2026-11-16", "2026-11-16 00:00 to 2026-11-25 14:00", "2026-11-06 00:00 to 2026-11-15 14:00", "the 10 days before until 2026-11-15 14:00")]
    [InlineData("since yesterday", "2026-11-24 00:00 to 2026-11-25 14:00", "2026-11-22 00:00 to 2026-11-23 14:00", "the 2 days before until 2026-11-23 14:00")]
    [InlineData("2026-11-23..2026-11-30", "2026-11-23 00:00 to 2026-11-25 14:00", "2026-11-15 00:00 to 2026-11-17 14:00", "the 8 days before until 2026-11-17 14:00")]
    [InlineData("yesterday", "2026-11-24 00:00 to 2026-11-25 00:00", "2026-11-23 00:00 to 2026-11-24 00:00", "the day before")]
    [InlineData("sunday", "2026-11-22 00:00 to 2026-11-23 00:00", "2026-11-21 00:00 to 2026-11-22 00:00", "the day before")]
    [InlineData("last week", "2026-11-16 00:00 to 2026-11-23 00:00", "2026-11-09 00:00 to 2026-11-16 00:00", "the week before")]
    [InlineData("last month", "2026-10-01 00:00 to 2026-11-01 00:00", "2026-09-01 00:00 to 2026-10-01 00:00", "the month before")]
    [InlineData("december", "2025-12-01 00:00 to 2026-01-01 00:00", "2025-11-01 00:00 to 2025-12-01 00:00", "the month before")]
    [InlineData("2026-11-01..2026-11-07", "2026-11-01 00:00 to 2026-11-08 00:00", "2026-10-25 00:00 to 2026-11-01 00:00", "the 7 days before")]
    [InlineData("last 7 days", "2026-11-18 14:11 to 2026-11-25 14:11", "2026-11-11 14:11 to 2026-11-18 14:11", "the 7 days before")]
    [InlineData("24h", "2026-11-24 14:11 to 2026-11-25 14:11", "2026-11-23 14:11 to 2026-11-24 14:11", "the 24 hours before")]
    [InlineData("last minute", "2026-11-25 14:10 to 2026-11-25 14:11", "2026-11-25 14:09 to 2026-11-25 14:10", "the minute before")]
    public void The_Equal_Period_Before(string period, string now, string before, string name)
    {
        WindowPair pair = TimeWindow.Compared(Periods.Read(period), versus: null, Time("2026-11-25T13:10:42.5Z"), Zone("Europe/Berlin"), ZoneOrigin.Brand).ShouldNotBeNull();
        (Span(pair.Now), Span(pair.Before), pair.BeforeName).ShouldBe((now, before, name));
        (pair.Now.Origin, pair.Before.Origin, pair.Before.Zone.Id).ShouldBe((ZoneOrigin.Brand, ZoneOrigin.Brand, "Europe/Berlin"));
    }

    [Theory]
    [InlineData("today", "2026-11-24T23:14:59Z")]
    [InlineData("this week", "2026-11-22T23:10:00Z")]
    [InlineData("since 14:00", "2026-11-25T13:14:59.999Z")]
    [InlineData("since 14:05", "2026-11-25T13:19:00Z")]
    [InlineData("2026-12-24", "2026-11-25T13:14:59.999Z")]
    [InlineData("since 2026-12-24", "2026-11-25T13:14:59.999Z")]
    public void Too_Little_Has_Passed_To_Compare(string period, string now) =>
        TimeWindow.Compared(Periods.Read(period), versus: null, Time(now), Zone("Europe/Berlin"), ZoneOrigin.Asker).ShouldBeNull();

    [Fact]
    public void A_Quarter_Of_An_Hour_Is_Enough() =>
        TimeWindow.Compared(PeriodAsked.Today, versus: null, Time("2026-11-24T23:15:00Z"), Zone("Europe/Berlin"), ZoneOrigin.Asker)!.BeforeName.ShouldBe("yesterday until 00:15");

    [Theory]
    [InlineData("today", "yesterday", "2026-11-25 00:00 to 2026-11-25 14:00", "2026-11-24 00:00 to 2026-11-25 00:00", "yesterday")]
    [InlineData("last week", "november 2025", "2026-11-16 00:00 to 2026-11-23 00:00", "2025-11-01 00:00 to 2025-12-01 00:00", "November 2025")]
    [InlineData("yesterday", "today", "2026-11-24 00:00 to 2026-11-25 00:00", "2026-11-25 00:00 to 2026-11-25 14:00", "today")]
    [InlineData("24h", "last 7 days", "2026-11-24 14:11 to 2026-11-25 14:11", "2026-11-18 14:11 to 2026-11-25 14:11", "the last 7 days")]
    public void A_Period_That_Is_Named_Is_Taken_As_It_Is(string period, string versus, string now, string before, string name)
    {
        WindowPair pair = TimeWindow.Compared(Periods.Read(period), Periods.Read(versus), Time("2026-11-25T13:10:42.5Z"), Zone("Europe/Berlin"), ZoneOrigin.Asker).ShouldNotBeNull();
        (Span(pair.Now), Span(pair.Before), pair.BeforeName).ShouldBe((now, before, name));
    }

    [Fact]
    public void What_Has_Not_Begun_Is_No_Comparison() =>
        TimeWindow.Compared(PeriodAsked.Today, Periods.Read("2026-12-24"), Time("2026-11-25T13:10:42.5Z"), Zone("Europe/Berlin"), ZoneOrigin.Asker).ShouldBeNull();

    /// <summary>The same time on the wall, although a day has 23 or 25 hours; where the clock leapt over it, the moment of the leap.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", 13, 14, "yesterday until 14:00")]
    [InlineData("Europe/Berlin", "2026-03-30T12:00:00Z", 14, 13, "yesterday until 14:00")]
    [InlineData("Europe/Berlin", "2026-03-30T00:30:00Z", 2.5, 2, "yesterday until 03:00")]
    [InlineData("Europe/Berlin", "2026-10-25T13:00:00Z", 15, 14, "yesterday until 14:00")]
    [InlineData("Europe/Berlin", "2026-10-26T13:00:00Z", 14, 15, "yesterday until 14:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00Z", 3.5, 2.5, "yesterday until 02:30")]
    [InlineData("America/Santiago", "2026-09-07T03:30:00Z", 0.5, 0, null)]
    [InlineData("America/Santiago", "2026-09-07T05:00:00Z", 2, 1, "yesterday until 02:00")]
    [InlineData("Asia/Kathmandu", "2026-11-23T08:15:00Z", 14, 14, "yesterday until 14:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T03:00:00Z", 13.5, 14, "yesterday until 14:00")]
    public void Until_Now_Is_Meant_By_The_Wall_Clock(string zone, string now, double hours, double hoursBefore, string? name)
    {
        WindowPair? pair = TimeWindow.Compared(PeriodAsked.Today, versus: null, Time(now), Zone(zone), ZoneOrigin.Asker);
        pair?.BeforeName.ShouldBe(name);
        (pair is null).ShouldBe(name is null);
        if (pair is not null)
        {
            ((pair.Now.To - pair.Now.From).TotalHours, (pair.Before.To - pair.Before.From).TotalHours).ShouldBe((hours, hoursBefore));
        }
    }

    [Fact]
    public void The_Last_Days_Of_A_Long_Month_Stand_Beside_All_Of_A_Short_One()
    {
        WindowPair pair = TimeWindow.Compared(Periods.Read("this month"), versus: null, Time("2026-03-30T12:00:00Z"), Zone("Europe/Berlin"), ZoneOrigin.Asker).ShouldNotBeNull();
        (Span(pair.Before), pair.BeforeName).ShouldBe(("2026-02-01 00:00 to 2026-03-01 00:00", "the whole month before"));
    }

    /// <summary>In 2011 the 30th of December was left out; the day before New Year's Eve is the 29th.</summary>
    [Fact]
    public void A_Day_That_Was_Left_Out_Is_Not_The_Day_Before()
    {
        WindowPair pair = TimeWindow.Compared(PeriodAsked.Today, versus: null, Time("2011-12-30T22:00:00Z"), Zone("Pacific/Apia"), ZoneOrigin.Asker).ShouldNotBeNull();
        (Span(pair.Now), Span(pair.Before), pair.BeforeName).ShouldBe(("2011-12-31 00:00 to 2011-12-31 12:00", "2011-12-29 00:00 to 2011-12-29 12:00", "yesterday until 12:00"));
    }

    [Fact]
    public void Both_Sides_Are_Equally_Long_On_The_Wall_And_Do_Not_Overlap() => Gen.Select(Periods.Any, Periods.Zones, Periods.Moments).Sample((period, zone, now) =>
    {
        if (TimeWindow.Compared(period, versus: null, now, zone, ZoneOrigin.Asker) is not { } pair)
        {
            return;
        }

        (pair.Now.From < pair.Now.To && pair.Before.From < pair.Before.To && pair.Before.To <= pair.Now.From).ShouldBeTrue();
        (period is PeriodAsked.Rolling || pair.Now.To <= now).ShouldBeTrue();
        bool ofMonths = period is PeriodAsked.Month or PeriodAsked.Named { Name: PeriodName.ThisMonth or PeriodName.LastMonth };
        bool leapt = LocalClock.Shown(pair.Before.To, zone).TimeOfDay != LocalClock.Shown(pair.Now.To, zone).TimeOfDay || LocalClock.Shown(pair.Before.From, zone).TimeOfDay != LocalClock.Shown(pair.Now.From, zone).TimeOfDay;
        if (period is PeriodAsked.Rolling)
        {
            (pair.Before.To - pair.Before.From).ShouldBe(pair.Now.To - pair.Now.From);
        }
        else if (!ofMonths && !leapt)
        {
            OnTheWall(pair.Before).ShouldBe(OnTheWall(pair.Now));
        }
    }, iter: 5_000);

    private static TimeSpan OnTheWall(TimeWindow window) => LocalClock.Shown(window.To, window.Zone) - LocalClock.Shown(window.From, window.Zone);

    private static string Span(TimeWindow window) => string.Create(CultureInfo.InvariantCulture, $"{LocalClock.Shown(window.From, window.Zone):yyyy-MM-dd HH:mm} to {LocalClock.Shown(window.To, window.Zone):yyyy-MM-dd HH:mm}");

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
