using System.Globalization;

namespace ChatTriage.Querying.Grammar;

/// <summary>Reads periods: what has a name, what is counted back, what began, and dates.</summary>
internal sealed class PeriodReader(string text, Vocabulary words)
{
    private const int MaxFillers = 3;

    /// <summary>The period that begins at a place.</summary>
    public PeriodRead At(int start)
    {
        int at = start;
        for (int fillers = 0; fillers < MaxFillers && at < text.Length && words.Find("words", text, at) is ("filler", var end); fillers++)
        {
            at = Phrases.Skip(text, end);
        }

        return at >= text.Length ? PeriodRead.None
            : Named(at) is { Begins: true } named ? named
            : words.Find("words", text, at) switch
            {
                ("since", var end) => Since(at, Phrases.Skip(text, end)),
                ("last", var end) => new RollingReader(text, words).AfterLast(at, Phrases.Skip(text, end)),
                _ => Day(at) is { Begins: true } day ? day : new RollingReader(text, words).Bare(at),
            };
    }

    /// <summary><c>last week</c>, <c>monday</c>, <c>november 2025</c>.</summary>
    private PeriodRead Named(int start)
    {
        if (words.Find("periods", text, start) is var (concept, end))
        {
            return new PeriodRead(new PeriodAsked.Named(Enum.Parse<PeriodName>(concept.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)), end);
        }

        end = Phrases.WordEnd(text, start);
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        if (words.Find<DayOfWeek>("weekdays", word) is { } weekday)
        {
            return new PeriodRead(new PeriodAsked.Weekday(weekday), end);
        }

        return words.Find("months", word) is { } month ? OfYear(start, end, MonthNumber(month)) : PeriodRead.None;
    }

    private PeriodRead OfYear(int start, int end, int month)
    {
        int next = Phrases.Skip(text, end);
        int nextEnd = next < text.Length ? Phrases.WordEnd(text, next) : next;
        ReadOnlySpan<char> number = text.AsSpan(next, nextEnd - next);
        if (number.Length is 0 or > 4 || number.ContainsAnyExceptInRange('0', '9'))
        {
            return new PeriodRead(new PeriodAsked.Month(month), end);
        }

        if (number.Length == 4)
        {
            PeriodRead read = Dates.Read(string.Create(CultureInfo.InvariantCulture, $"{number}-{month:00}"), start);
            return read.Period is null ? PeriodRead.Wrong($"'{number}' is too far away; dates are from 2000 to 2099", next, nextEnd) : read with { End = nextEnd };
        }

        // "november 5" lacks the year, unless it is "november 7 days", which is two periods.
        return words.Find("units", text, Phrases.Skip(text, nextEnd)) is not null
            ? new PeriodRead(new PeriodAsked.Month(month), end)
            : PeriodRead.Wrong(string.Create(CultureInfo.InvariantCulture, $"'{text[start..nextEnd]}' is not how a day is written here; write year-month-day, as in 2026-{month:00}-{number.ToString().PadLeft(2, '0')}"), start, nextEnd);
    }

    /// <summary><c>2026-11-01</c>, <c>2026-11</c>, <c>2026-11-01..2026-11-07</c>, <c>2026-11-01 to 2026-11-07</c>.</summary>
    private PeriodRead Day(int start)
    {
        int end = Phrases.WordEnd(text, start);
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        int dash = word.IndexOfAny('–', '—');
        int dots = dash < 0 ? word.IndexOf("..", StringComparison.Ordinal) : dash;
        if (dots > 0)
        {
            int rest = start + dots + (dash >= 0 ? 1 : word[dots..].StartsWith("...", StringComparison.Ordinal) ? 3 : 2);
            PeriodRead from = Dates.Read(word[..dots], start);
            return !from.Begins ? PeriodRead.None
                : rest < end ? Between(from, start, rest)
                : Phrases.Skip(text, end) is var next && next < text.Length && Dates.Read(text.AsSpan(next, Phrases.WordEnd(text, next) - next), next).Begins ? Between(from, start, next)
                : PeriodRead.Wrong($"'{text[start..end]}' has no end; write both days, as in 2026-11-01..2026-11-07, or since", start, end, $"since {word[..dots]}");
        }

        PeriodRead read = Dates.Read(word, start);
        return read.Period is not null && words.Find("words", text, Phrases.Skip(text, end)) is ("to", var to)
            ? Between(read, start, Phrases.Skip(text, to))
            : read;
    }

    private PeriodRead Between(PeriodRead from, int start, int second)
    {
        int end = second < text.Length ? Phrases.WordEnd(text, second) : second;

        // "..2026-11-07" after a space.
        int bare = second < end && text.AsSpan(second, end - second).StartsWith("..", StringComparison.Ordinal) ? second + 2 : second;
        PeriodRead to = Dates.Read(text.AsSpan(bare, end - bare), bare);
        return (from, to) switch
        {
            ({ Error: not null }, _) => from,
            (_, { Error: not null }) => to,
            ({ Period: PeriodAsked.Day first }, { Period: PeriodAsked.Day last }) => first.Date <= last.Date
                ? new PeriodRead(new PeriodAsked.Range(first.Date, last.Date), end)
                : PeriodRead.Wrong($"'{Misread.Shown(text[start..end])}' ends before it begins", start, end, $"{last.Date:yyyy-MM-dd}..{first.Date:yyyy-MM-dd}"),
            _ => PeriodRead.Wrong($"'{Misread.Shown(text[start..end])}' is not a range; write two days, as in 2026-11-01..2026-11-07", start, end),
        };
    }

    /// <summary>What follows "since".</summary>
    private PeriodRead Since(int start, int next)
    {
        const string Forms = "'since' needs a day, a date or a time, as in since monday, since 2026-11-01 or since 14:00";
        while (next < text.Length && words.Find("words", text, next) is ("filler", var filler))
        {
            next = Phrases.Skip(text, filler);
        }

        if (next >= text.Length)
        {
            return PeriodRead.Wrong(Forms, start, text.Length, "since monday");
        }

        if (Dates.Time(text, next, words) is var (time, timeEnd))
        {
            return time is { } known
                ? new PeriodRead(new PeriodAsked.SinceTime(known), timeEnd)
                : PeriodRead.Wrong($"'{Misread.Shown(text[next..timeEnd])}' is not a time of day; write 00:00 to 23:59", next, timeEnd, "14:00");
        }

        PeriodRead named = Named(next) is { Begins: true } read ? read : Day(next);
        if (named.Begins)
        {
            return named.Period switch
            {
                PeriodAsked.Weekday weekday => named with { Period = new PeriodAsked.SinceDay(weekday.Name) },
                PeriodAsked.Day day => named with { Period = new PeriodAsked.SinceDate(day.Date) },
                PeriodAsked.Named or PeriodAsked.Month => named with { Period = new PeriodAsked.SinceBegin(named.Period) },
                _ => named,
            };
        }

        // "since 7 days" is how others say "last 7 days".
        var rolling = new RollingReader(text, words);
        PeriodRead counted = words.Find("words", text, next) is ("last", var last) ? rolling.AfterLast(next, Phrases.Skip(text, last)) : rolling.Bare(next);
        return counted.Period is PeriodAsked.Rolling back
            ? PeriodRead.Wrong($"'{text[start..counted.End]}' counts back from now; the nearest form is {QuestionPrinter.Print(back)}", start, counted.End, QuestionPrinter.Print(back))
            : counted.Error is not null ? counted
            : PeriodRead.Wrong(Forms, start, Phrases.WordEnd(text, next), "since monday");
    }

    private static int MonthNumber(string month) => DateTime.ParseExact(month, "MMMM", CultureInfo.InvariantCulture).Month;
}
