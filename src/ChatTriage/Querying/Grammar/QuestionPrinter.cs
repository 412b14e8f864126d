namespace ChatTriage.Querying.Grammar;

/// <summary>Writes a question as it could be typed, in English, so that reading it again gives the same question.</summary>
public static class QuestionPrinter
{
    private static readonly string[] Groups = ["questions", "prefixes", "words", "periods", "weekdays", "months", "units", "numbers"];

    /// <summary>Words that mean something beside a name.</summary>
    private static readonly Lazy<HashSet<string>> Meaning =
        new(() => new(Groups.SelectMany(Vocabulary.Shared.Words).SelectMany(known => known.Word.Split(' ')), StringComparer.OrdinalIgnoreCase));

    /// <summary>The question in words, without the command's own name. A name that could be read as something else is quoted.</summary>
    public static string Print(Question question) => Print(question, PrintName, versus: "vs");

    /// <summary>The same for the brands of a moment: also right when one brand is called like another one with a period, or like a word.</summary>
    public static string Print(Question question, BrandNames brands) => Forms(question).FirstOrDefault(text => question.Equals(QuestionParser.Understood(text, brands, Vocabulary.Shared))) ?? Print(question);

    /// <summary>A period in words.</summary>
    internal static string Print(PeriodAsked period) => PeriodPrinter.Print(period);

    /// <summary>All ways to write a question, the plainest first: with its names quoted, and with other words of the same meaning.</summary>
    private static IEnumerable<string> Forms(Question question)
    {
        yield return Print(question);
        yield return Print(question, Phrases.Quote, "vs");
        IEnumerable<string> others = question switch
        {
            Question.AboutBrand { Versus: not null } => Words("words", "filler").Select(filler => Print(question, Phrases.Quote, $"vs {filler}")),
            Question.Keywords keywords => Words("prefixes", "keywords").SelectMany(word => new[] { $"{word} {Print(keywords.Asked, Phrases.Quote)}", $"{word} brand {Print(keywords.Asked, Phrases.Quote)}" }),
            Question.AboutBrand or Question.Comparison => [],
            _ => Words("questions", Print(question)),
        };
        foreach (string other in others)
        {
            yield return other;
        }
    }

    private static IEnumerable<string> Words(string group, string concept) => Vocabulary.Shared.Words(group).Where(word => word.Concept == concept).Select(word => word.Word).Order(StringComparer.Ordinal);

    private static string Print(Question question, Func<string, string> name, string versus) => question switch
    {
        Question.AboutBrand about => $"{Print(about.Asked, name)}{(about.Versus is { } other ? $" {versus} {PeriodPrinter.Print(other)}" : "")}",
        Question.Comparison comparison => $"{Print(comparison.Asked, brand => string.Join(" vs ", comparison.Others.Prepend(brand).Select(name)))}",
        Question.Keywords keywords => $"keywords {Print(keywords.Asked, name)}",
        Question.Open => "open",
        Question.Mine => "mine",
        Question.Watches => "watches",
        Question.Status => "status",
        Question.Suggestions => "suggestions",
        _ => "help",
    };

    private static string Print(BrandQuestion asked, Func<string, string> name) =>
        string.Join(' ', [name(asked.Brand), PeriodPrinter.Print(asked.Period), .. FilterPrinter.Print(asked.Filter), .. asked.Zone is { } zone ? [$"tz:{FilterPrinter.Value(zone)}"] : Array.Empty<string>()]);

    /// <summary>A name as it is, when each of its words is an ordinary one that means nothing else.</summary>
    internal static string PrintName(string brand)
    {
        string[] parts = QuestionText.Of(brand).Text.Split(' ');
        return parts.All(IsOrdinary) ? string.Join(' ', parts) : Phrases.Quote(brand);
    }

    private static bool IsOrdinary(string word) =>
        word.Length > 0 && char.IsLetter(word[0]) && word.All(sign => char.IsLetterOrDigit(sign) || sign is '&' or '\'' or '-') && !Meaning.Value.Contains(word);
}
