using System.Globalization;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>
/// Functions over ISO 8601 timestamps, always in UTC, so that a card does not depend on where it is made. None asks for
/// the present time: a card is a function of its data.
/// </summary>
internal static class DateFunctions
{
    private const string DefaultFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Accepted = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static IEnumerable<Function> All { get; } =
    [
        new("formatDateTime", 1, 3, a => Format(Read(a[0]), a, 1)),
        new("formatEpoch", 1, 3, a => Format(Shift(() => DateTimeOffset.UnixEpoch.AddSeconds(a[0].NeedNumber())), a, 1)),
        new("addDays", 2, 4, a => Add(a, a[1].NeedInteger(), "Day", 2)),
        new("addHours", 2, 4, a => Add(a, a[1].NeedInteger(), "Hour", 2)),
        new("addMinutes", 2, 4, a => Add(a, a[1].NeedInteger(), "Minute", 2)),
        new("addSeconds", 2, 4, a => Add(a, a[1].NeedInteger(), "Second", 2)),
        new("addToTime", 3, 5, a => Add(a, a[1].NeedInteger(), a[2].NeedText(), 3)),
        new("subtractFromTime", 3, 5, a => Add(a, -a[1].NeedInteger(), a[2].NeedText(), 3)),
        new("year", 1, 1, a => CardValue.From(Read(a[0]).Year)),
        new("month", 1, 1, a => CardValue.From(Read(a[0]).Month)),
        new("dayOfMonth", 1, 1, a => CardValue.From(Read(a[0]).Day)),
        new("dayOfWeek", 1, 1, a => CardValue.From((int)Read(a[0]).DayOfWeek)),
        new("dayOfYear", 1, 1, a => CardValue.From(Read(a[0]).DayOfYear)),
        new("startOfDay", 1, 3, a => Format(Start(Read(a[0]), day: true), a, 1)),
        new("startOfHour", 1, 3, a => Format(Start(Read(a[0]), day: false), a, 1)),
        new("startOfMonth", 1, 3, a => Format(Start(Read(a[0]), day: true).AddDays(1 - Read(a[0]).Day), a, 1)),
    ];

    private static DateTimeOffset Read(CardValue value) => DateTimeOffset.TryParseExact(
        value.NeedText(), Accepted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : throw new ExpressionFaultException($"'{value.Text}' is no ISO timestamp");

    private static DateTimeOffset Start(DateTimeOffset time, bool day) =>
        new(time.Year, time.Month, time.Day, day ? 0 : time.Hour, 0, 0, TimeSpan.Zero);

    private static CardValue Add(CardValue[] arguments, int amount, string unit, int formatAt)
    {
        var time = Read(arguments[0]);
        var shifted = Shift(() => unit switch
        {
            "Second" => time.AddSeconds(amount),
            "Minute" => time.AddMinutes(amount),
            "Hour" => time.AddHours(amount),
            "Day" => time.AddDays(amount),
            "Week" => time.AddDays(7d * amount),
            "Month" => time.AddMonths(amount),
            "Year" => time.AddYears(amount),
            _ => throw new ExpressionFaultException($"'{unit}' is no unit of time"),
        });
        return Format(shifted, arguments, formatAt);
    }

    private static DateTimeOffset Shift(Func<DateTimeOffset> shift)
    {
        try
        {
            return shift();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ExpressionFaultException("the time is outside the calendar");
        }
    }

    /// <summary>
    /// Formats with the optional arguments format and locale. A single letter is a part of a date here, not one of
    /// .NET's shorthands.
    /// </summary>
    private static CardValue Format(DateTimeOffset time, CardValue[] arguments, int formatAt)
    {
        var format = arguments.Length > formatAt ? arguments[formatAt].NeedText() : DefaultFormat;
        var culture = arguments.Length > formatAt + 1 ? Culture.Find(arguments[formatAt + 1].NeedText()) : CultureInfo.InvariantCulture;
        try
        {
            return CardValue.From(time.ToString(format.Length == 1 ? "%" + format : format, culture));
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException($"'{format}' is no format for dates");
        }
    }
}
