using System.Globalization;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Reads points in time as senders write them; all results are in UTC and between the years 1970 and 2200.</summary>
/// <remarks>
/// <see cref="DateTimeOffset.TryParse(string, out DateTimeOffset)"/> would take the server's zone for a time without offset and
/// guess at words; here the shape is fixed: <c>2026-11-23T14:07[:00[.123]]</c> with <c>T</c> or a blank, then <c>Z</c>,
/// <c>+01:00</c>, <c>+0100</c> or <c>+01</c>.
/// </remarks>
internal static class Timestamps
{
    private const int MinYear = 1970;
    private const int MaxYear = 2200;
    private const decimal LargestSeconds = 1e11m;

    // March 1973; below it stands 20150216, which is a date and not a second of August 1970.
    private const decimal SmallestSecondsOfCell = 1e8m;

    private const int DateLength = 10;
    private const int MinuteLength = 16;

    /// <summary>Reads an ISO 8601 date and time with offset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time) => TryParse(text, offsetRequired: true, out time);

    /// <summary>Reads a cell of a table: as above, and also a time without offset (UTC), a date alone (midnight UTC) and unix time.</summary>
    public static bool TryParseCell(ReadOnlySpan<char> text, out DateTimeOffset time) =>
        TryParse(text, offsetRequired: false, out time)
        || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unix)
            && unix >= SmallestSecondsOfCell
            && TryFromUnix(unix, out time));

    /// <summary>Reads unix time: seconds, or milliseconds when the number is above 1e11.</summary>
    public static bool TryFromUnix(decimal unix, out DateTimeOffset time)
    {
        time = default;
        var milliseconds = Math.Abs(unix) > LargestSeconds ? unix : unix * 1000;
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
        return IsInRange(time);
    }

    /// <summary>Whether a time is in the range that is taken.</summary>
    public static bool IsInRange(DateTimeOffset time) => time.UtcDateTime.Year is >= MinYear and <= MaxYear;

    private static bool TryParse(ReadOnlySpan<char> text, bool offsetRequired, out DateTimeOffset time)
    {
        time = default;
        if (!TryParseDate(text, out var local) || !TryParseClock(text, out var clock, out var rest))
        {
            return false;
        }

        var offset = TimeSpan.Zero;
        if (rest.IsEmpty ? offsetRequired : !TryParseOffset(rest, out offset))
        {
            return false;
        }

        time = new DateTimeOffset(local + clock - offset, TimeSpan.Zero);
        return IsInRange(time);
    }

    private static bool TryParseDate(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-'
            || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day))
        {
            return false;
        }

        // A year more on both sides: the offset may still move the time into the range.
        if (year is < MinYear - 1 or > MaxYear + 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<char> text, out TimeSpan clock, out ReadOnlySpan<char> rest)
    {
        clock = default;
        rest = text[DateLength..];
        if (rest.IsEmpty)
        {
            return true;
        }

        if (text.Length < MinuteLength || text[10] is not ('T' or 't' or ' ') || text[13] != ':'
            || !TryNumber(text[11..13], out var hour) || !TryNumber(text[14..16], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        clock = new TimeSpan(hour, minute, 0);
        rest = text[MinuteLength..];
        return TryParseSeconds(ref clock, ref rest);
    }

    private static bool TryParseSeconds(ref TimeSpan clock, ref ReadOnlySpan<char> rest)
    {
        if (rest is not [':', ..])
        {
            return true;
        }

        // 60 is a leap second: the first of the next minute for clocks that know none.
        if (rest.Length < 3 || !TryNumber(rest[1..3], out var second) || second > 60)
        {
            return false;
        }

        clock += TimeSpan.FromSeconds((long)second);
        rest = rest[3..];
        return rest is not ['.' or ',', ..] || TryParseFraction(ref clock, ref rest);
    }

    private static bool TryParseFraction(ref TimeSpan clock, ref ReadOnlySpan<char> rest)
    {
        var digits = 1;
        var unit = TimeSpan.TicksPerSecond;
        for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
        {
            unit /= 10;
            clock += TimeSpan.FromTicks(unit * (rest[digits] - '0'));
        }

        rest = rest[digits..];
        return digits > 1;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        var zone = text[0] == ' ' ? text[1..] : text;
        if (zone is ['Z' or 'z'])
        {
            return true;
        }

        var hasColon = zone.Length == 6 && zone[3] == ':';
        if (zone is not ['+' or '-', ..] || !(hasColon || zone.Length is 3 or 5))
        {
            return false;
        }

        var minute = 0;
        if (!TryNumber(zone[1..3], out var hour) || (zone.Length > 3 && !TryNumber(zone[^2..], out minute)) || hour > 14 || minute > 59)
        {
            return false;
        }

        offset = new TimeSpan(hour, minute, 0) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
