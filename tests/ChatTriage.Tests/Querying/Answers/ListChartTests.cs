using System.Text.Json.Nodes;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>How mentions are spread over the time that was asked about.</summary>
public sealed class ListChartTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 23, 13, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Today_Has_A_Bar_For_Every_Hour_Of_The_Askers_Day_So_Far()
    {
        ListChart chart = Of(PeriodAsked.Today, Afternoon, ("2026-11-22T23:00Z", 2), ("2026-11-23T08:15Z", 1), ("2026-11-23T08:45Z", 3), ("2026-11-23T13:00Z", 1)).ShouldNotBeNull();

        chart.Unit.ShouldBe("hour");
        chart.Bars.Select(bar => bar.Label).ShouldBe(Enumerable.Range(0, 15).Select(hour => $"{hour:00}"));
        chart.Bars.Where(bar => bar.Count > 0).ShouldBe([("00", 2), ("09", 4), ("14", 1)]);
    }

    [Fact]
    public void A_Week_Has_A_Bar_For_Every_Day()
    {
        ListChart chart = Of(new PeriodAsked.Rolling(7, RollingUnit.Day), Afternoon, ("2026-11-17T10:00Z", 5), ("2026-11-23T10:00Z", 31)).ShouldNotBeNull();

        chart.Bars.ShouldBe([("Mon 16", 0), ("Tue 17", 5), ("Wed 18", 0), ("Thu 19", 0), ("Fri 20", 0), ("Sat 21", 0), ("Sun 22", 0), ("Mon 23", 31)]);
        JsonArray facts = chart.Data()["facts"]!.AsArray();
        ((string)facts[0]!["value"]!).ShouldBe("▁▂▁▁▁▁▁█ (Mon 16 to Mon 23)");
        ((string)facts[1]!["value"]!).ShouldBe("31 on Mon 23");
    }

    /// <summary>In Berlin the day is an hour longer in autumn and an hour shorter in spring.</summary>
    [Theory]
    [InlineData("2026-10-26T10:00:00Z", 24)]
    [InlineData("2026-03-30T10:00:00Z", 23)]
    public void A_Day_On_Which_The_Clock_Is_Changed_Has_The_Hours_Of_Its_Clock(string now, int hours)
    {
        DateTimeOffset after = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        string noon = $"{after.AddDays(-1):yyyy-MM-dd}T11:00Z";

        ListChart chart = Of(new PeriodAsked.Named(PeriodName.Yesterday), after, (noon, 1)).ShouldNotBeNull();

        chart.Unit.ShouldBe("hour");
        chart.Bars.Count.ShouldBe(hours);
        chart.Bars.Sum(bar => bar.Count).ShouldBe(1);
    }

    [Fact]
    public void Where_There_Is_Nothing_To_Compare_There_Is_No_Chart()
    {
        Of(PeriodAsked.Today, Afternoon).ShouldBeNull();
        Of(PeriodAsked.Today, new DateTimeOffset(2026, 11, 22, 23, 20, 0, TimeSpan.Zero), ("2026-11-22T23:00Z", 2)).ShouldBeNull("the day has one hour so far");
    }

    [Fact]
    public void A_Rolling_Day_Has_The_Hour_It_Began_In_Twice()
    {
        ListChart chart = Of(new PeriodAsked.Rolling(24, RollingUnit.Hour), Afternoon, ("2026-11-22T13:30Z", 1), ("2026-11-23T13:00Z", 4)).ShouldNotBeNull();

        (chart.Bars[0], chart.Bars[^1], chart.Bars.Count).ShouldBe((("14", 1), ("14", 4), 25));
    }

    [Theory]
    [InlineData(30, "day", "24 Oct", 31)]
    [InlineData(90, "week", "25 Aug", 14)]
    [InlineData(700, "week", "23 Dec 2024", 101)]
    public void Longer_Times_Have_Bars_By_Day_And_By_Week_From_Monday(int days, string unit, string first, int bars)
    {
        ListChart chart = Of(new PeriodAsked.Rolling(days, RollingUnit.Day), Afternoon, ("2026-11-23T10:00Z", 1)).ShouldNotBeNull();

        (chart.Unit, chart.Bars[0].Label, chart.Bars.Count).ShouldBe((unit, first, bars));
        chart.Bars.Select(bar => bar.Label).ShouldBeUnique();
        chart.Bars[^1].Count.ShouldBe(1);
    }

    private static ListChart? Of(PeriodAsked period, DateTimeOffset now, params (string Time, long Count)[] quarters)
    {
        var bars = TimeBars.Of(TimeWindow.Of(period, now, Berlin));
        long[] counts = new long[bars.Starts.Length];
        foreach ((string time, long count) in quarters)
        {
            counts[bars.IndexOf(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal).ToMicroseconds())] += count;
        }

        return ListChart.Of(bars, counts, now);
    }
}
