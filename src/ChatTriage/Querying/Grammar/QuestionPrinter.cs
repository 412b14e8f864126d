namespace ChatTriage.Querying.Grammar;

/// <summary>Writes a question as it could be typed, in English, so that reading it again gives the same question.</summary>
public static class QuestionPrinter
{
    /// <summary>The question in words, without the command's own name. A name that could be read as something else is quoted.</summary>
    public static string Print(Question question) => Print(question, Name, versus: "vs");

    /// <summary>The same for the brands of a moment: also right when one brand is called like another one with a period, or like a word.</summary>
    public static string Print(Question question, BrandNames brands)
    {
        string plain = Print(question);
        string[] others =
        [
            Print(question, Phrases.Quote, "vs"), .. new[] { "in", "on", "for", "over", "during", "within", "the" }.Select(filler => Print(question, Phrases.Quote, $"vs {filler}")),
            .. Vocabulary.Shared.Words("questions").Select(word => word.Word), .. Vocabulary.Shared.Words("prefixes").Select(word => Print(question, name => $"{word.Word} {Phrases.Quote(name)}", "vs")),
            .. Vocabulary.Shared.Words("prefixes").Where(word => word.Concept == "keywords").Select(word => question is Question.Keywords keywords ? $"{word.Word} {Print(keywords.Asked, Phrases.Quote)}" : plain),
        ];
        return others.Prepend(plain).FirstOrDefault(text => question.Equals(QuestionParser.Parse(text, brands)), plain);
    }

    /// <summary>A period in words.</summary>
    internal static string Print(PeriodAsked period) => PeriodPrinter.Print(period);

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
    private static string Name(string brand)
    {
        string[] parts = QuestionText.Of(brand).Text.Split(' ');
        return parts.All(IsOrdinary) ? string.Join(' ', parts) : Phrases.Quote(brand);
    }

    private static bool IsOrdinary(string word) =>
        word.Length > 0 && char.IsLetter(word[0]) && word.All(sign => char.IsLetterOrDigit(sign) || sign is '&' or '\'' or '-')
        && !Groups.Any(group => Vocabulary.Shared.Words(group).Any(known => known.Word.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase)));

    private static readonly string[] Groups = ["questions", "prefixes", "words", "periods", "weekdays", "months", "units", "numbers"];
}
