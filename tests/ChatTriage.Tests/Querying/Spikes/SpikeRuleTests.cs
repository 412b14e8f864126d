using ChatTriage.Querying.Spikes;
using ChatTriage.Storage;

namespace ChatTriage.Tests.Querying.Spikes;

/// <summary>The rule alone, over many days: every flood of real crises is one spike, and quiet days are none.</summary>
public sealed class SpikeRuleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_Flood_Of_Fifteen_Crises_Is_Announced_Once_And_No_Quiet_Day_Is_One(int seed)
    {
        int floods = 0, spikes = 0, angry = 0, quiet = 0;
        foreach ((string name, (DateTimeOffset At, string Text)[] tweets) in CrisisReplay.Events().OrderBy(found => found.Key, StringComparer.Ordinal))
        {
            DateTimeOffset from = tweets[0].At.AddDays(-CrisisReplay.QuietDays), to = tweets[^1].At.AddDays(CrisisReplay.QuietDays);
            List<Spike> found = Replay(
                CrisisReplay.Toned(CrisisReplay.Quiet(from, to, seed * name.Length), seed * name.Length).Concat(CrisisReplay.Upset(tweets.Select(tweet => tweet.At), seed * name.Length)), from, to);
            foreach ((DateTimeOffset begin, DateTimeOffset end) in CrisisReplay.Floods(tweets.Select(tweet => tweet.At)))
            {
                floods++;
                found.Count(spike => spike.BeganAt <= end && (spike.EndedAt ?? to) >= begin).ShouldBe(1, $"{name}, the flood from {begin:u} to {end:u}");
            }

            found.ShouldAllBe(spike => spike.EndedAt != null, $"{name}: each is over at the end");
            found.Where(spike => spike.BeganAt < tweets[0].At || spike.BeganAt > tweets[^1].At.AddHours(1)).ShouldBeEmpty($"{name}: quiet days");
            (spikes, angry, quiet) = (spikes + found.Count, angry + found.Count(spike => spike.Kind == SpikeKind.Negative), quiet + (2 * CrisisReplay.QuietDays));
        }

        floods.ShouldBeGreaterThan(14);
        TestContext.Current.TestOutputHelper?.WriteLine($"{floods} floods of 15 crises, each announced once; {spikes - floods} smaller waves besides, {angry} of them of complaints to the end; {quiet} quiet days without an alarm");
    }

    [Fact]
    public void Years_Of_Quiet_Days_Of_Brands_Small_And_Large_Have_No_Alarm_By_The_Defaults()
    {
        int days = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            foreach (int times in new[] { 1, 10, 50 })
            {
                DateTimeOffset to = Monday.AddDays(91);
                IEnumerable<DateTimeOffset> posts = Enumerable.Range(0, times).SelectMany(part => CrisisReplay.Quiet(Monday, to, (seed * 1000) + part));
                Replay(CrisisReplay.Toned(posts, seed), Monday, to, minimum: 30).ShouldBeEmpty($"{times} times two an hour, days made from {seed}");
                days += 91;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{days} quiet days without an alarm");
    }

    [Fact]
    public void Last_Weeks_Flood_Does_Not_Hide_This_Weeks()
    {
        HourSeries past = Past(weeks: 8, hour => hour == 1 ? 900 : 20);
        SpikeBaseline baseline = Judge(past, new HourCount(200, 0));
        (baseline.Basis, baseline.Volume, baseline.IsLoud).ShouldBe((SpikeBasis.Weeks, 20, true));
    }

    [Fact]
    public void A_Busy_Hour_Of_The_Week_Is_Normal_Then()
    {
        HourSeries past = Past(weeks: 8, _ => 400);
        Judge(past, new HourCount(500, 0)).IsLoud.ShouldBeFalse("every week");
        Judge(Past(weeks: 8, _ => 20), new HourCount(500, 0)).IsLoud.ShouldBeTrue("never before");
    }

    [Fact]
    public void A_Young_Store_Goes_By_Days_And_Before_That_By_Ten_Times_The_Minimum()
    {
        var days = new HourSeries(Bucket(Monday.AddDays(17)));
        for (int day = 1; day <= 4; day++)
        {
            Fill(days, Bucket(Monday.AddDays(21).AddHours(12)) - (day * 96 * RollUp.Bucket), 40);
        }

        SpikeBaseline byDays = Judge(days, new HourCount(150, 0));
        (byDays.Basis, byDays.Volume, byDays.IsLoud).ShouldBe((SpikeBasis.Days, 40, true));

        var nothing = new HourSeries(Bucket(Monday.AddDays(21)));
        Judge(nothing, new HourCount(299, 0)).IsLoud.ShouldBeFalse();
        Judge(nothing, new HourCount(300, 0)).IsLoud.ShouldBeTrue();
    }

    [Fact]
    public void More_Complaints_Are_One_Only_When_They_Are_A_Larger_Share()
    {
        HourSeries past = Past(weeks: 8, _ => 40, negative: 4);
        Judge(past, new HourCount(60, 30)).IsAngry.ShouldBeTrue();
        Judge(past, new HourCount(60, 30)).IsLoud.ShouldBeFalse();
        Judge(past, new HourCount(300, 30)).IsAngry.ShouldBeFalse("seven times as many posts, seven times as many complaints");
    }

    [Fact]
    public void Complaints_Are_Judged_More_Slowly_While_Only_Days_Are_Known()
    {
        var days = new HourSeries(Bucket(Monday.AddDays(17)));
        for (int day = 1; day <= 4; day++)
        {
            Fill(days, Bucket(Monday.AddDays(21).AddHours(12)) - (day * 96 * RollUp.Bucket), 20, negative: 2);
        }

        Judge(days, new HourCount(35, 25)).IsAngry.ShouldBeFalse("a few days do not tell how much one is unlike another");
        Judge(days, new HourCount(35, 30)).IsAngry.ShouldBeTrue();
        Judge(Past(weeks: 8, _ => 20, negative: 2), new HourCount(35, 25)).IsAngry.ShouldBeTrue("so many in eight weeks never");
    }

    [Fact]
    public void One_That_Comes_Back_Within_A_Day_Is_The_Same_And_Later_Another()
    {
        DateTimeOffset to = Monday.AddDays(40), flood = Monday.AddDays(30).AddHours(10);
        IEnumerable<(DateTimeOffset, bool)> Wave(DateTimeOffset at) => Enumerable.Range(0, 200).Select(i => (at.AddSeconds(i * 15), false));
        (DateTimeOffset, bool)[] quiet = [.. CrisisReplay.Toned(CrisisReplay.Quiet(Monday, to, 5), 5)];

        Replay(quiet.Concat(Wave(flood)).Concat(Wave(flood.AddHours(5))).Concat(Wave(flood.AddHours(24))), Monday, to).Count.ShouldBe(1);
        Replay(quiet.Concat(Wave(flood)).Concat(Wave(flood.AddHours(60))), Monday, to).Count.ShouldBe(2);
    }

    [Fact]
    public void A_Day_Of_Complaints_Is_One_Though_No_More_Is_Said_And_The_Same_When_All_Join_In()
    {
        DateTimeOffset to = Monday.AddDays(40), bad = Monday.AddDays(30).AddHours(10);
        (DateTimeOffset, bool)[] quiet = [.. CrisisReplay.Toned(CrisisReplay.Quiet(Monday, to, 5), 5)];
        IEnumerable<(DateTimeOffset, bool)> complaints = Enumerable.Range(0, 40).Select(i => (bad.AddMinutes(i * 6), true));
        IEnumerable<(DateTimeOffset, bool)> everybody = Enumerable.Range(0, 200).Select(i => (bad.AddHours(5).AddSeconds(i * 15), false));

        Spike angry = Replay(quiet.Concat(complaints), Monday, to).ShouldHaveSingleItem();
        (angry.Kind, angry.BeganAt - bad < TimeSpan.FromHours(1.5), angry.EndedAt > bad.AddHours(4)).ShouldBe((SpikeKind.Negative, true, true));
        Spike loud = Replay(quiet.Concat(complaints).Concat(everybody), Monday, to).ShouldHaveSingleItem();
        (loud.Kind, loud.BeganAt, loud.Peak >= 200).ShouldBe((SpikeKind.Volume, angry.BeganAt, true));
    }

    /// <summary>Looks every quarter of an hour, as the program does every minute.</summary>
    private static List<Spike> Replay(IEnumerable<(DateTimeOffset At, bool IsNegative)> posts, DateTimeOffset from, DateTimeOffset to, int minimum = CrisisReplay.Minimum)
    {
        var series = new HourSeries(Bucket(from));
        foreach ((DateTimeOffset at, bool isNegative) in posts)
        {
            series.Add(Bucket(at), 1, isNegative ? 1 : 0);
        }

        var spikes = new List<Spike>();
        for (long bucket = Bucket(from); bucket < Bucket(to); bucket += RollUp.Bucket)
        {
            HourCount now = series.Hour(bucket);
            bool isOpen = spikes is [.., { EndedAt: null }];
            if (!isOpen && now.Total < minimum && now.Negative < minimum / 2)
            {
                continue;
            }

            var baseline = SpikeBaseline.Of(series, bucket, now, minimum, factor: 3);
            DateTimeOffset time = bucket.ToTime().AddMinutes(14);
            bool isAlarm = baseline.IsLoud || baseline.IsAngry;
            if (isOpen || (isAlarm && spikes is [.., { EndedAt: { } ended }] && ended > time - Spike.SameWithin))
            {
                spikes[^1] = spikes[^1].Next(baseline, time);
            }
            else if (isAlarm)
            {
                spikes.Add(Spike.Begin("acme", baseline, time));
            }
        }

        return spikes;
    }

    /// <summary>Whole weeks before the third Monday at noon, the same count each.</summary>
    private static HourSeries Past(int weeks, Func<int, int> countOfWeek, int negative = 0)
    {
        long now = Bucket(Monday.AddDays(21).AddHours(12));
        var series = new HourSeries(now - (weeks * 2 * 672 * RollUp.Bucket));
        for (int week = 1; week <= weeks; week++)
        {
            Fill(series, now - (week * 672 * RollUp.Bucket), countOfWeek(week), negative);
        }

        return series;
    }

    /// <summary>An hour and its two neighbours.</summary>
    private static void Fill(HourSeries series, long bucket, int total, int negative = 0)
    {
        foreach (int hours in new[] { -1, 0, 1 })
        {
            series.Add(bucket + (hours * 4 * RollUp.Bucket), total, negative);
        }
    }

    private static SpikeBaseline Judge(HourSeries past, HourCount now) => SpikeBaseline.Of(past, Bucket(Monday.AddDays(21).AddHours(12)), now, minimum: 30, factor: 3);

    private static long Bucket(DateTimeOffset time) => RollUp.BucketOf(time);
}
