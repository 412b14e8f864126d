using System.Globalization;

namespace ChatTriage.Querying.Grammar;

/// <summary>Reads what is counted back from now: <c>last 7 days</c>, <c>24h</c>, <c>last hour</c>.</summary>
internal sealed class RollingReader(string text, Vocabulary words)
{
    private const int MaxDays = 1100;
    private const string Example = "last 7 days";

    /// <summary>What follows "last".</summary>
    public PeriodRead AfterLast(int start, int next)
    {
        if (next >= text.Length)
        {
            return PeriodRead.Wrong($"'{text[start..]}' needs a number and a unit, as in {Example}", start, text.Length, "last week");
        }

        int end = Phrases.WordEnd(text, next);
        ReadOnlySpan<char> word = text.AsSpan(next, end - next);
        if (words.Find("units", word) is { } alone)
        {
            return words.Find<RollingUnit>("units", word) is { } unit and not RollingUnit.Week ? Counted(1, unit, start, next, end)
                : PeriodRead.Wrong(
                    alone is "year" ? $"'{text[start..end]}' is not a period; count it in days, as in last 365 days" : $"'{text[start..end]}' can mean the {alone} before this one or the latest days; write last {alone} or {(alone == "week" ? "last 7 days" : "last 30 days")}",
                    start,
                    end,
                    alone switch { "year" => "last 365 days", "week" => "last 7 days", _ => "last 30 days" });
        }

        if ((words.Find("weekdays", word) ?? words.Find("months", word)) is not null)
        {
            return PeriodRead.Wrong($"'{text[start..end]}' can mean two of them; {text[next..end]} alone is the latest", start, end, text[next..end]);
        }

        PeriodRead counted = At(start, next);
        if (counted.Begins)
        {
            return counted;
        }

        string phrase = text[start..end];
        string? near = Nearness.Nearest(phrase, words.Words("periods").Select(known => known.Word));
        return near is null
            ? PeriodRead.Wrong($"'{Misread.Shown(phrase)}' is not a period; the nearest form is {Example}", start, end, Example)
            : PeriodRead.Wrong($"'{Misread.Shown(phrase)}' is not a period; nearest: {near}", start, end, near);
    }

    /// <summary><c>7 days</c>, <c>24h</c>, without "last".</summary>
    public PeriodRead Bare(int start) => At(start, start);

    private PeriodRead At(int start, int number)
    {
        int end = Phrases.WordEnd(text, number);
        ReadOnlySpan<char> word = text.AsSpan(number, end - number);
        int letters = word.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = letters < 0 ? word : word[..letters];
        string? spelt = letters == 0 ? words.Find("numbers", word) : null;
        if (digits.Length == 0 && spelt is null)
        {
            return PeriodRead.None;
        }

        int count = digits.Length > 6 ? int.MaxValue : int.Parse(spelt ?? digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (letters > 0)
        {
            return words.Find("units", word[letters..]) is { } unit ? OfUnit(count, unit, start, number, end) : PeriodRead.None;
        }

        int next = Phrases.Skip(text, end);
        if (next < text.Length && words.Find("units", text, next) is var (unitWord, unitEnd))
        {
            return OfUnit(count, unitWord, start, number, unitEnd);
        }

        if (spelt is not null && start == number)
        {
            return PeriodRead.None;
        }

        // A second word that is nearly a unit, or none at all.
        int nextEnd = next < text.Length ? Phrases.WordEnd(text, next) : next;
        string after = text[next..nextEnd];
        string? near = after.Length > 2 ? Nearness.Nearest(after, words.Words("units").Where(known => known.Word.Length > 2).Select(known => known.Word)) : null;
        return near is not null ? PeriodRead.Wrong($"'{Misread.Shown(after)}' is not a unit of time; nearest: {near}", next, nextEnd, near)
            : PeriodRead.Wrong($"'{Misread.Shown(text[start..end])}' has no unit of time; write minutes, hours, days or weeks, as in {Example}", start, end, count is > 0 and <= MaxDays ? string.Create(CultureInfo.InvariantCulture, $"last {count} days") : Example);
    }

    private PeriodRead OfUnit(int count, string unit, int start, int number, int end)
    {
        if (Enum.TryParse(unit, ignoreCase: true, out RollingUnit known))
        {
            return Counted(count, known, start, number, end);
        }

        int days = (int)Math.Min(MaxDays, (long)count * (unit == "year" ? 365 : 30));
        string nearest = string.Create(CultureInfo.InvariantCulture, $"last {Math.Max(1, days)} days");
        return PeriodRead.Wrong($"'{Misread.Shown(text[number..end])}' can not be counted back, because {unit}s differ in length; the nearest form is {nearest}", start, end, nearest);
    }

    private PeriodRead Counted(int count, RollingUnit unit, int start, int number, int end)
    {
        long perDay = unit switch { RollingUnit.Minute => 24 * 60, RollingUnit.Hour => 24, _ => 1 };
        bool inside = count >= 1 && (unit == RollingUnit.Week ? count * 7L : count) <= MaxDays * perDay;
        return inside
            ? new PeriodRead(new PeriodAsked.Rolling(count, unit), end)
            : PeriodRead.Wrong($"'{Misread.Shown(text[number..end])}' is {(count < 1 ? "no time at all" : "too long")}; from 1 minute to {MaxDays} days can be counted back", start, end, count < 1 ? $"last {unit.ToString().ToLowerInvariant()}" : $"last {MaxDays} days");
    }
}
