using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;

namespace ChatTriage.Tests.Querying.Windows;

/// <summary>Periods in sentences.</summary>
public sealed class PeriodWordsTests
{
    [Theory]
    [InlineData("today", "today", "today")]
    [InlineData("last week", "last week", "last week")]
    [InlineData("this month", "this month", "this month")]
    [InlineData("7d", "in the last 7 days", "the last 7 days")]
    [InlineData("1h", "in the last hour", "the last hour")]
    [InlineData("90m", "in the last 90 minutes", "the last 90 minutes")]
    [InlineData("since 9:30", "since 09:30", "since 09:30")]
    [InlineData("since monday", "since Monday", "since Monday")]
    [InlineData("since 2026-11-01", "since 2026-11-01", "since 2026-11-01")]
    [InlineData("since last week", "since last week", "since last week")]
    [InlineData("since november 2025", "since November 2025", "since November 2025")]
    [InlineData("monday", "on Monday", "Monday")]
    [InlineData("november", "in November", "November")]
    [InlineData("november 2025", "in November 2025", "November 2025")]
    [InlineData("2026-11-01", "on 2026-11-01", "2026-11-01")]
    [InlineData("2026-11-01..2026-11-07", "from 2026-11-01 to 2026-11-07", "2026-11-01 to 2026-11-07")]
    public void A_Period_Is_Said_As_A_Person_Would(string typed, string when, string name)
    {
        PeriodAsked period = Periods.Read(typed);
        (PeriodWords.Of(period), PeriodWords.Name(period)).ShouldBe((when, name));
    }
}
