using ChatTriage.Querying.Watches;
using CsCheck;

namespace ChatTriage.Tests.Querying.Watches;

/// <summary>Regular times by a local clock.</summary>
public sealed class WatchTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly string[] Zones = ["Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns"];

    [Fact]
    public void A_Time_That_The_Clock_Leaves_Out_Is_The_First_Instant_After_The_Gap() =>
        Daily(new(2027, 3, 27, 12, 0, 0, TimeSpan.Zero), (2 * 60) + 30, Berlin).ShouldBe(new(2027, 3, 28, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_Time_That_The_Clock_Shows_Twice_Is_The_First_Of_The_Two()
    {
        DateTimeOffset first = Daily(new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero), (2 * 60) + 30, Berlin);
        first.ShouldBe(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
        Daily(first, (2 * 60) + 30, Berlin).ShouldBe(new(2026, 10, 26, 1, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Asia/Kathmandu", 3, 15)]
    [InlineData("America/Santiago", 12, 0)]
    [InlineData("Pacific/Kiritimati", 19, 0)]
    public void Nine_Is_Nine_Anywhere(string zone, int hour, int minute)
    {
        DateTimeOffset next = Daily(new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero), WatchTimes.Morning, TimeZoneInfo.FindSystemTimeZoneById(zone));
        (next.Hour, next.Minute).ShouldBe((hour, minute));
    }

    [Fact]
    public void Every_Day_Of_Ten_Years_Has_Exactly_One_Time_In_Any_Zone() => Gen.Select(Gen.Int[0, 1439], Gen.Int[0, Zones.Length - 1]).Sample(
        (atMinute, index) =>
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[index]);
            var time = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            DateOnly last = default;
            for (int i = 0; i < 3650; i++)
            {
                time = Daily(time, atMinute, zone);
                var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
                if (last != default && day != last.AddDays(1))
                {
                    return false;
                }

                last = day;
            }

            return true;
        },
        iter: 60);

    [Fact]
    public void After_Days_Without_Running_The_Last_Time_Counts()
    {
        DateTimeOffset known = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), now = new(2026, 11, 27, 7, 59, 59, TimeSpan.Zero);
        WatchTimes.LastUntil(now, known, moment => Daily(moment, WatchTimes.Morning, Berlin)).ShouldBe(new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
    }

    private static DateTimeOffset Daily(DateTimeOffset after, int atMinute, TimeZoneInfo zone) => WatchTimes.After(after, WatchSchedule.Daily, atMinute, DayOfWeek.Monday, zone);
}
