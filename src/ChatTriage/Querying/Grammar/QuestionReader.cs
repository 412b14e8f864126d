namespace ChatTriage.Querying.Grammar;

/// <summary>Reads one line as a question, or says where and why it is none.</summary>
internal sealed class QuestionReader(string text, BrandNames brands, Vocabulary words)
{
    private const int MostCompared = 5;

    private readonly PeriodReader _periods = new(text, words);
    private readonly FilterReader _filters = new(text, words);

    /// <summary>The question, or what is wrong.</summary>
    public (Question? Question, Misread? Error) Read()
    {
        // A brand may be called like a word: its name goes first.
        if (brands.Exact(text) is null && words.Find("questions", text) is { } whole)
        {
            return (Whole(whole), null);
        }

        (Question? Question, Misread? Error) plain = About(0);
        if (plain.Question is not null || words.Find("prefixes", text, 0) is not var (prefix, end))
        {
            return plain;
        }

        int name = Phrases.Skip(text, end);
        if (prefix == "keywords")
        {
            (Question? Question, Misread? Error) keywords = name < text.Length ? Keywords(name) : (null, NoName(end));
            bool isBrand = words.Find("prefixes", text, name) is ("brand", _);
            return keywords.Question is null && isBrand && Phrases.Skip(text, words.Find("prefixes", text, name)!.Value.End) is var after && after < text.Length ? Keywords(after) : keywords;
        }

        return name < text.Length ? About(name) : (null, NoName(end));
    }

    private static Question Whole(string word) => word switch
    {
        "open" => new Question.Open(),
        "mine" => new Question.Mine(),
        "watches" => new Question.Watches(),
        "status" => new Question.Status(),
        "suggestions" => new Question.Suggestions(),
        _ => new Question.Help(),
    };

    private Misread NoName(int end) => new($"'{text[..end]}' needs the name of a brand after it", 0, end, brands.First is { } first ? $"{text[..end]} {Phrases.Quote(first)}" : null);

    private (Question? Question, Misread? Error) Keywords(int start)
    {
        (ReadSoFar? so, Misread? error) = Brand(start);
        return so is null ? (null, error)
            : so.Versus is not null || so.Others.Count > 0 ? (null, new Misread("Phrases are always compared with the period before; a question for them has no vs", 0, text.Length, $"keywords {Phrases.Quote(so.Brand)} last week"))
            : (new Question.Keywords(so.Asked), null);
    }

    private (Question? Question, Misread? Error) About(int start)
    {
        (ReadSoFar? so, Misread? error) = Brand(start);
        return so is null ? (null, error)
            : so.Others.Count == 0 ? (new Question.AboutBrand(so.Asked, so.Versus), null)
            : so.Versus is null ? (new Question.Comparison(so.Asked, so.Others), null)
            : (null, new Misread("Brands are compared with each other or a period with a period, not both at once", start, text.Length, Brand: so.Brand));
    }

    /// <summary>The longest name with which all of the rest makes sense; when there is none, what is wrong behind the longest.</summary>
    private (ReadSoFar? Read, Misread? Error) Brand(int start)
    {
        Misread? first = null;
        foreach ((string name, int end) in NamesAt(start))
        {
            (ReadSoFar? so, Misread? error) = Rest(end, new ReadSoFar(name));
            if (so is not null)
            {
                return (so, null);
            }

            first ??= error! with { Brand = error.Brand ?? name };
        }

        return (null, first ?? UnknownBrand(start));
    }

    private List<(string Name, int End)> NamesAt(int start)
    {
        List<(string Name, int End)> names = brands.At(text, start);
        if (Phrases.OpensQuote(text[start]) && Phrases.Quoted(text, start) is var (quoted, end) && brands.Exact(quoted) is { } name)
        {
            names.Insert(0, (name, end));
        }

        return names;
    }

    /// <summary>Reads what follows a name, in any order.</summary>
    private (ReadSoFar? Read, Misread? Error) Rest(int at, ReadSoFar so)
    {
        for (at = Phrases.Skip(text, at); at < text.Length; at = Phrases.Skip(text, at))
        {
            Misread? error;
            ReadSoFar? next;
            if (Phrases.OpensQuote(text[at]))
            {
                (next, at, error) = Quoted(at, at, so, isWithout: false);
            }
            else if (Phrases.IsMinus(text[at]))
            {
                (next, at, error) = Without(at, so);
            }
            else if (_filters.Colon(at) is { } colon)
            {
                (next, at, error) = _filters.Read(at, colon, so);
            }
            else if (words.Find("words", text, at) is ("versus", var end))
            {
                return Versus(at, end, so);
            }
            else
            {
                (next, at, error) = Period(at, so);
            }

            if (next is null)
            {
                return (null, error);
            }

            so = next;
        }

        return (so, null);
    }

    private (ReadSoFar? Read, int End, Misread? Error) Quoted(int start, int quote, ReadSoFar so, bool isWithout)
    {
        if (Phrases.Quoted(text, quote) is not var (quoted, end))
        {
            return (null, text.Length, new Misread("This quotation is opened and never closed", start, text.Length, $"{text[start..]}\""));
        }

        return quoted.Length == 0 ? (null, end, new Misread("Nothing stands between these quotation marks", start, end))
            : isWithout ? (so with { Filter = so.Filter with { Without = ReadSoFar.With(so.Filter.Without, quoted) } }, end, null)
            : (so with { Filter = so.Filter with { Words = ReadSoFar.With(so.Filter.Words, quoted) } }, end, null);
    }

    private (ReadSoFar? Read, int End, Misread? Error) Without(int start, ReadSoFar so)
    {
        int word = start + 1, end = Phrases.WordEnd(text, start);
        return word >= end ? (null, end, new Misread($"'{text[start]}' needs a word right after it, as in -refund", start, end))
            : Phrases.OpensQuote(text[word]) ? Quoted(start, word, so, isWithout: true)
            : _filters.Colon(word) is { } colon && _filters.IsKnown(word, colon) ? (null, end, new Misread($"'{Misread.Shown(text[start..end])}' can not be left out; only words can, as in -refund", start, end, text[word..end]))
            : (so with { Filter = so.Filter with { Without = ReadSoFar.With(so.Filter.Without, text[word..end]) } }, end, null);
    }

    private (ReadSoFar? Read, int End, Misread? Error) Period(int start, ReadSoFar so)
    {
        PeriodRead read = _periods.At(start);
        return read switch
        {
            { Error: { } error } => (null, read.End, error),
            { Period: { } period } => so.Period is null || so.Period == period
                ? (so with { Period = period }, read.End, null)
                : (null, read.End, new Misread($"Two periods are named; to compare them write vs {QuestionPrinter.Print(period)}", start, read.End, $"vs {QuestionPrinter.Print(period)}")),
            _ => (null, read.End, Explain.UnknownWords(text, start, UnknownEnd(start), so.Brand, brands, words)),
        };
    }

    /// <summary>What follows "vs": a brand goes before a period that is called alike.</summary>
    private (ReadSoFar? Read, Misread? Error) Versus(int start, int end, ReadSoFar so)
    {
        int next = Phrases.Skip(text, end);
        if (next >= text.Length)
        {
            return (null, new Misread($"'{text[start..end]}' needs a brand or a period after it", start, end, "vs yesterday"));
        }

        Misread? first = null;
        foreach ((string name, int nameEnd) in NamesAt(next))
        {
            Misread? itself = name == so.Brand || so.Others.Contains(name) ? new Misread($"'{Misread.Shown(name)}' is compared with itself", next, nameEnd)
                : so.Others.Count + 1 >= MostCompared ? new Misread($"At most {MostCompared} brands are compared at once", start, nameEnd)
                : null;
            (ReadSoFar? read, Misread? error) = itself is null ? Rest(nameEnd, so with { Others = [.. so.Others, name] }) : (null, itself);
            if (read is not null)
            {
                return (read, null);
            }

            first ??= error;
        }

        PeriodRead period = _periods.At(next);
        if (period.Period is not null)
        {
            (ReadSoFar? read, Misread? error) = so.Versus is null || so.Versus == period.Period
                ? Rest(period.End, so with { Versus = period.Period })
                : (null, new Misread("Only one period can be compared with", start, period.End));
            return read is not null ? (read, null) : (null, first ?? error);
        }

        return (null, first ?? period.Error ?? UnknownBrand(next, so.Brand));
    }

    private Misread UnknownBrand(int start, string? known = null)
    {
        bool quoted = Phrases.OpensQuote(text[start]);
        if (quoted && Phrases.Quoted(text, start) is null)
        {
            return new Misread("This quotation is opened and never closed", start, text.Length, $"{text[start..]}\"", known);
        }

        int end = quoted ? Phrases.Quoted(text, start)!.Value.End : UnknownEnd(start);
        return Explain.UnknownBrand(text, start, end, quoted ? Phrases.Quoted(text, start)!.Value.Words : text[start..end], known, brands, words);
    }

    /// <summary>Words up to where something begins that could be understood.</summary>
    private int UnknownEnd(int start)
    {
        int end = Phrases.WordEnd(text, start);
        for (int at = Phrases.Skip(text, end); at < text.Length && !Begins(at); at = Phrases.Skip(text, end))
        {
            end = Phrases.WordEnd(text, at);
        }

        return end;
    }

    private bool Begins(int at) => Phrases.OpensQuote(text[at]) || (Phrases.IsMinus(text[at]) && at + 1 < text.Length && text[at + 1] != ' ') || _filters.Colon(at) is not null
        || words.Find("words", text, at) is ("versus", _) || _periods.At(at).Begins;
}
