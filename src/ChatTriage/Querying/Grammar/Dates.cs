using System.Buffers;
using System.Globalization;

namespace ChatTriage.Querying.Grammar;

/// <summary>Dates and times of day as they are typed: <c>2026-11-01</c>, <c>2026-11</c>, <c>14:00</c>, <c>2pm</c>.</summary>
internal static class Dates
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const int Months = 12;

    private static readonly SearchValues<char> OfDates = SearchValues.Create("0123456789-./");
    private static readonly SearchValues<char> OfTimes = SearchValues.Create("0123456789:");

    /// <summary>A day, a month of a year, or what is wrong about it; nothing when the word does not look like a date.</summary>
    public static PeriodRead Read(ReadOnlySpan<char> word, int start)
    {
        int end = start + word.Length;
        if (word.Length < 6 || !char.IsAsciiDigit(word[0]) || word.ContainsAnyExcept(OfDates))
        {
            return PeriodRead.None;
        }

        string typed = word.ToString();
        string[] parts = typed.Split('-', '.', '/');
        if (parts.Length is < 2 or > 3 || parts.Any(part => part.Length is 0 or > 4))
        {
            return PeriodRead.None;
        }

        int[] numbers = [.. parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];
        if (parts[0].Length != 4 || typed.IndexOfAny(['.', '/']) >= 0)
        {
            string? sure = (parts[0].Length, parts[^1].Length, typed.Contains('.', StringComparison.Ordinal)) switch
            {
                (4, _, _) => string.Join('-', parts.Select(part => part.PadLeft(2, '0'))),
                (_, 4, true) when parts.Length == 3 => $"{parts[2]}-{parts[1].PadLeft(2, '0')}-{parts[0].PadLeft(2, '0')}",
                _ => null,
            };
            return PeriodRead.Wrong($"'{typed}' is not how a date is written here; write year-month-day, as in {sure ?? "2026-11-01"}", start, end, sure);
        }

        (int year, int month) = (numbers[0], numbers[1]);
        return year is < FirstYear or > LastYear ? PeriodRead.Wrong($"'{typed}' is too far away; dates are from {FirstYear} to {LastYear}", start, end)
            : month is < 1 or > Months ? PeriodRead.Wrong($"'{typed}' does not exist; months are 01 to 12", start, end)
            : parts.Length == 2 ? new PeriodRead(new PeriodAsked.Month(month, year), end)
            : OfMonth(year, month, numbers[2], typed, start, end);
    }

    /// <summary>The day of a word that is one; nothing for anything else.</summary>
    public static DateOnly? Day(ReadOnlySpan<char> word) => Read(word, 0).Period is PeriodAsked.Day day ? day.Date : null;

    /// <summary>A time of day and where it ends; without "since" it is no period.</summary>
    public static (TimeOnly? Time, int End)? Time(string text, int start, Vocabulary words)
    {
        int end = Phrases.WordEnd(text, start);
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        int letters = word.IndexOfAnyExcept(OfTimes);
        ReadOnlySpan<char> digits = letters < 0 ? word : word[..letters];
        if (digits.Length is 0 or > 5 || !char.IsAsciiDigit(digits[0]))
        {
            return null;
        }

        // "2pm", "2 pm", "14 o'clock"; "14" alone is a number.
        string? half = letters >= 0 ? words.Find("clock", word[letters..]) : null;
        if (letters < 0 && end < text.Length && words.Find("clock", text, end + 1) is var (concept, after))
        {
            (half, end) = (concept, after);
        }

        int colon = digits.IndexOf(':');
        if ((letters >= 0 && half is null) || (half is null && colon < 0))
        {
            return null;
        }

        bool known = int.TryParse(colon < 0 ? digits : digits[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int hour);
        int minute = 0;
        known &= colon < 0 || (digits.Length - colon == 3 && int.TryParse(digits[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minute));
        bool twelve = half is "morning" or "afternoon";
        known &= minute < 60 && (twelve ? hour is >= 1 and <= 12 : hour < 24);
        hour = twelve ? (hour % 12) + (half == "afternoon" ? 12 : 0) : hour;
        return (known ? new TimeOnly(hour, minute) : null, end);
    }

    private static PeriodRead OfMonth(int year, int month, int day, string typed, int start, int end)
    {
        int days = DateTime.DaysInMonth(year, month);
        if (day >= 1 && day <= days)
        {
            return new PeriodRead(new PeriodAsked.Day(new DateOnly(year, month, day)), end);
        }

        string name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
        string nearest = string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}-{(day < 1 ? 1 : days):00}");
        return PeriodRead.Wrong(string.Create(CultureInfo.InvariantCulture, $"'{typed}' does not exist; {name} {year} has {days} days"), start, end, nearest);
    }
}
