using ChatTriage.Querying.Grammar;
using CsCheck;

namespace ChatTriage.Tests.Querying.Windows;

/// <summary>Periods, zones and moments to lay them in.</summary>
internal static class Periods
{
    /// <summary>Zones whose clocks do something odd.</summary>
    public static Gen<TimeZoneInfo> Zones { get; } = OneOf(
        [.. new[]
        {
            "Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Cairo", "America/St_Johns",
            "America/Asuncion", "Asia/Gaza", "Africa/Casablanca", "Atlantic/Azores", "UTC", "Pacific/Kiritimati", "Asia/Kolkata",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById)]);

    /// <summary>From 2023 to 2027, to the tick.</summary>
    public static Gen<DateTimeOffset> Moments { get; } =
        Gen.Select(Gen.Long[0, 4L * 366 * 24 * 60], Gen.Long[0, TimeSpan.TicksPerMinute - 1]).Select((minutes, ticks) => new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes).AddTicks(ticks));

    /// <summary>Days around then.</summary>
    public static Gen<DateOnly> Days { get; } = Gen.Int[0, 2000].Select(new DateOnly(2022, 6, 1).AddDays);

    /// <summary>Every kind of period.</summary>
    public static Gen<PeriodAsked> Any { get; } = Gen.OneOf(
        Gen.Enum<PeriodName>().Select(name => (PeriodAsked)new PeriodAsked.Named(name)),
        Gen.Select(Gen.Int[1, 100], Gen.Enum<RollingUnit>()).Select((count, unit) => (PeriodAsked)new PeriodAsked.Rolling(count, unit)),
        Gen.Int[0, 1439].Select(minute => (PeriodAsked)new PeriodAsked.SinceTime(new TimeOnly(minute / 60, minute % 60))),
        Gen.Enum<DayOfWeek>().Select(day => (PeriodAsked)new PeriodAsked.SinceDay(day)),
        Days.Select(day => (PeriodAsked)new PeriodAsked.SinceDate(day)),
        Gen.Enum<PeriodName>().Select(name => (PeriodAsked)new PeriodAsked.SinceBegin(new PeriodAsked.Named(name))),
        Gen.Select(Gen.Int[1, 12], Gen.Int[2021, 2027], Gen.Bool).Select((month, year, named) => (PeriodAsked)new PeriodAsked.SinceBegin(new PeriodAsked.Month(month, named ? year : null))),
        Gen.Enum<DayOfWeek>().Select(day => (PeriodAsked)new PeriodAsked.Weekday(day)),
        Gen.Select(Gen.Int[1, 12], Gen.Int[2021, 2027], Gen.Bool).Select((month, year, named) => (PeriodAsked)new PeriodAsked.Month(month, named ? year : null)),
        Days.Select(day => (PeriodAsked)new PeriodAsked.Day(day)),
        Gen.Select(Days, Gen.Int[0, 60]).Select((day, more) => (PeriodAsked)new PeriodAsked.Range(day, day.AddDays(more))));

    /// <summary>One of these.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A period as people write it.</summary>
    public static PeriodAsked Read(string words) => QuestionParser.Parse($"Acme {words}", ["Acme"]).ShouldBeOfType<Question.AboutBrand>().Asked.Period;
}
