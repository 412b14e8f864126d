using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Watches;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>What a saved question means when the clock asks it.</summary>
public sealed class WatchedQuestionTests
{
    /// <summary>A day that was compared with the one before must not be compared with itself.</summary>
    [Theory]
    [InlineData("acme today vs yesterday", WatchSchedule.Daily, "acme yesterday")]
    [InlineData("acme today vs yesterday", WatchSchedule.Weekly, "acme last week")]
    [InlineData("acme this week vs last week", WatchSchedule.Weekly, "acme last week")]
    [InlineData("acme today vs last week", WatchSchedule.Weekly, "acme last week")]
    [InlineData("acme today vs last week", WatchSchedule.Daily, "acme yesterday vs last week")]
    [InlineData("acme this week vs november", WatchSchedule.Weekly, "acme last week vs november")]
    [InlineData("acme this week vs last week", WatchSchedule.Daily, "acme this week vs last week")]
    [InlineData("acme yesterday vs last week", WatchSchedule.Daily, "acme yesterday vs last week")]
    [InlineData("acme today vs yesterday", WatchSchedule.Change, "acme today vs yesterday")]
    public void A_Digest_Compares_Its_Time_With_The_Time_Before_It(string asked, WatchSchedule schedule, string meant) =>
        QuestionPrinter.Print(WatchedQuestion.AsDigest(QuestionParser.Parse(asked, ["acme"]), schedule)).ShouldBe(meant);
}
