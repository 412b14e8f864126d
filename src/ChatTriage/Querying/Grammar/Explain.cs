namespace ChatTriage.Querying.Grammar;

/// <summary>What is said about words that are not understood: the nearest that would be, never taken for meant.</summary>
internal static class Explain
{
    private const int MostWords = 4;
    private const int Names = 3;

    /// <summary>Filters whose values say by themselves which filter is meant.</summary>
    private static readonly string[] Telling = ["sentiment", "status", "category"];

    /// <summary>Groups of words that stand behind a name.</summary>
    private static readonly string[] Places = ["periods", "weekdays", "months", "words"];

    /// <summary>A name that is not watched.</summary>
    public static Misread UnknownBrand(string text, int start, int end, string asked, string? known, BrandNames brands, Vocabulary words)
    {
        string[] nearest = brands.Nearest(asked, Names);
        if (nearest.Length == 0)
        {
            return new Misread("No brand is watched yet", start, end);
        }

        int distance = nearest[0].StartsWith(asked, StringComparison.OrdinalIgnoreCase) ? 0 : Nearness.Distance(nearest[0], asked);
        bool isAlone = start == 0 && end == text.Length;
        string? near = Nearness.Nearest(asked, words.Words(isAlone ? "questions" : "periods").Select(word => word.Word));
        if (near is not null && (isAlone || start > 0) && Nearness.Distance(near, asked) < distance)
        {
            return new Misread($"'{Misread.Shown(asked)}' is neither a brand nor {(isAlone ? "a question" : "a period")}; nearest: {near}", start, end, near, known);
        }

        if (start == 0 && end < text.Length && words.Find("questions", asked) is not null)
        {
            return new Misread($"'{Misread.Shown(asked)}' is a question of its own; nothing goes behind it", Phrases.Skip(text, end), text.Length, "");
        }

        // "today acme": all is there, in another order.
        if (start == 0)
        {
            for (int at = text.IndexOf(' ', StringComparison.Ordinal) + 1; at > 0; at = text.IndexOf(' ', at) + 1)
            {
                if (brands.At(text, at) is [var (name, after), ..])
                {
                    return new Misread($"A question begins with the name of a brand; '{Misread.Shown(text[..(at - 1)])}' goes behind it", 0, after, $"{Phrases.Quote(name)} {text[..(at - 1)]}", name);
                }
            }
        }

        return new Misread($"No brand is called '{Misread.Shown(asked)}'. Nearest: {string.Join(", ", nearest.Select(Misread.Shown))}", start, end, Phrases.Quote(nearest[0]), known ?? nearest[0]);
    }

    /// <summary>Words behind a name that are no part of a question.</summary>
    public static Misread UnknownWords(string text, int start, int end, string brand, BrandNames brands, Vocabulary words)
    {
        string all = text[start..end];
        if (text[start..] is { } rest && Dates.Time(text, start, words) is var (time, timeEnd) && time is not null)
        {
            return new Misread($"'{text[start..timeEnd]}' is a time; the nearest form is since {rest[..(timeEnd - start)]}", start, timeEnd, $"since {rest[..(timeEnd - start)]}");
        }

        int[] ends = [.. Ends(text, start, end).Take(MostWords).Reverse()];
        foreach (int to in ends)
        {
            string phrase = text[start..to];
            if (brands.Nearly(brand, $"{brand} {phrase}") is { } longer)
            {
                return new Misread($"'{Misread.Shown(phrase)}' is not a period or filter; the nearest brand is {Misread.Shown(longer)}", start, to, Brand: longer);
            }

            // A value alone; in "broken lid" no status is meant.
            if (to == end && Value(phrase, words, (filter, word) => words.Find(filter, word) is null ? null : word) is { } value)
            {
                return Nearest(phrase, start, to, value);
            }

            if (words.Find("filters", phrase) is not null)
            {
                return Nearest(phrase, start, to, $"{phrase}:");
            }

            string? near = Nearness.Nearest(phrase, Places.SelectMany(words.Words).Where(known => known.Concept != "filler").Select(known => known.Word))
                ?? (to == end ? Value(phrase, words, (filter, word) => Nearness.Nearest(word, words.Words(filter).Select(known => known.Word))) : null);
            if (near is not null)
            {
                return Nearest(phrase, start, to, near);
            }
        }

        return new Misread($"'{Misread.Shown(all)}' is not a period or filter; for posts with {(ends.Length > 1 ? "these words" : "this word")} write {Phrases.Quote(Misread.Shown(all))}", start, end);
    }

    private static Misread Nearest(string phrase, int start, int end, string nearest) => new($"'{Misread.Shown(phrase)}' is not a period or filter; nearest: {nearest}", start, end, nearest);

    private static string? Value(string phrase, Vocabulary words, Func<string, string, string?> find) => Telling
        .Select(filter => (filter, word: find(filter, phrase)))
        .Where(one => one.word is not null).Select(one => $"{one.filter}:{Short(words.Find(one.filter, one.word)!)}").FirstOrDefault();

    private static string Short(string concept) => concept switch { "public-relations" => "pr", "customer-service" => "cs", _ => concept };

    private static IEnumerable<int> Ends(string text, int start, int end)
    {
        for (int at = start; at < end; at = Phrases.Skip(text, at))
        {
            at = Phrases.WordEnd(text, at);
            yield return at;
        }
    }
}
