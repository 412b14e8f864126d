using ChatTriage.Cards;

namespace ChatTriage.Querying.Grammar;

/// <summary>
/// Reads <c>[brand] NAME [today|yesterday|7d]</c>, <c>open</c>, <c>mine</c>, <c>status</c>, <c>suggestions</c> and <c>help</c>. Never guesses: what it does not
/// understand comes back with the nearest that would be.
/// </summary>
public static class QuestionParser
{
    private const int MaxLength = 500;
    private const int MaxCompared = 100;

    /// <summary>Reads what was typed after <c>/mentions</c>.</summary>
    /// <param name="text">Untrusted words.</param>
    /// <param name="brands">Names that are watched; the longest that fits wins.</param>
    public static Question Parse(string text, IReadOnlyList<string> brands)
    {
        string[] words = CardText.OneLine(text.Length > MaxLength ? text[..MaxLength] : text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => new Question.Help(),
            [var only] when Word(only) is { } question && Find(brands, only) is null => question,
            [var first, .. var rest] when Is(first, "brand") && rest.Length > 0 => AboutBrand(words, brands) is Question.AboutBrand itself ? itself : AboutBrand(rest, brands),
            _ => AboutBrand(words, brands),
        };
    }

    private static Question? Word(string word) => word.ToLowerInvariant() switch
    {
        "help" or "?" => new Question.Help(),
        "open" => new Question.Open(),
        "mine" => new Question.Mine(),
        "watches" => new Question.Watches(),
        "status" => new Question.Status(),
        "suggestions" => new Question.Suggestions(),
        _ => null,
    };

    private static Question AboutBrand(string[] words, IReadOnlyList<string> brands)
    {
        for (int length = words.Length; length > 0; length--)
        {
            if (Find(brands, string.Join(' ', words[..length]).Trim('"', '“', '”', '„')) is { } brand)
            {
                string period = string.Join(' ', words[length..]);
                return PeriodOf(period) is { } known
                    ? new Question.AboutBrand(new BrandQuestion(brand, known, QuestionFilter.None))
                    : new Question.NotUnderstood($"'{CardText.Cut(period, 60)}' is not a period I know; I know today, yesterday and 7d", $"{brand} today");
            }
        }

        int periodWords = Enumerable.Range(0, words.Length).FirstOrDefault(start => start > 0 && PeriodOf(string.Join(' ', words[start..])) is not null, words.Length);
        string asked = string.Join(' ', words[..periodWords]);
        string[] nearest = [.. brands.OrderBy(name => Distance(name, asked)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase).Take(3)];
        return nearest.Length == 0
            ? new Question.NotUnderstood("No brand is watched yet", "help")
            : new Question.NotUnderstood($"No brand is called '{CardText.Cut(asked, 60)}'. Nearest: {string.Join(", ", nearest)}", $"{nearest[0]} today");
    }

    private static PeriodAsked? PeriodOf(string words) => words.ToLowerInvariant() switch
    {
        "" or "today" => PeriodAsked.Today,
        "yesterday" => new PeriodAsked.Named(PeriodName.Yesterday),
        "7d" or "7 days" or "last 7 days" => new PeriodAsked.Rolling(7, RollingUnit.Day),
        _ => null,
    };

    private static string? Find(IReadOnlyList<string> brands, string name) =>
        brands.FirstOrDefault(brand => CardText.OneLine(brand).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Optimal string alignment distance: insert, delete, replace, swap neighbours; a name that begins alike is near.</summary>
    private static int Distance(string name, string asked)
    {
        (string a, string b) = (name.ToLowerInvariant(), asked.ToLowerInvariant()[..Math.Min(asked.Length, MaxCompared)]);
        if (b.Length > 0 && a.StartsWith(b, StringComparison.Ordinal))
        {
            return 0;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int best = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                d[i, j] = swapped ? Math.Min(best, d[i - 2, j - 2] + 1) : best;
            }
        }

        return d[a.Length, b.Length];
    }
}
