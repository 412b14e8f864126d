namespace ChatTriage.Querying.Grammar;

/// <summary>
/// Reads what is typed after <c>/mentions</c>: <c>[brand] NAME [period] [filters]</c> and the questions that are one word; docs/questions.md shows every form.
/// It never guesses: what is not understood comes back with the place, the nearest that would be, and an example that works.
/// </summary>
public static class QuestionParser
{
    /// <summary>Reads a question.</summary>
    /// <param name="text">Untrusted words.</param>
    /// <param name="brands">Names that are watched; the longest that fits wins.</param>
    public static Question Parse(string text, IReadOnlyList<string> brands) => Parse(text, BrandNames.Of(brands));

    /// <summary>Reads a question about names that were made ready before.</summary>
    public static Question Parse(string text, BrandNames brands) => Parse(text, brands, Vocabulary.Shared);

    /// <summary>Reads a question in other languages than the program brings along.</summary>
    internal static Question Parse(string text, BrandNames brands, Vocabulary words)
    {
        QuestionText typed = QuestionText.Of(text);
        if (typed.Text.Length == 0)
        {
            return new Question.Help();
        }

        if (typed.IsTooLong)
        {
            return NotUnderstood(typed, new Misread($"A question has at most {QuestionText.MaxLength} characters; this one is longer", QuestionText.MaxLength, typed.Text.Length), brands, words);
        }

        (Question? question, Misread? error) = new QuestionReader(typed.Text, brands, words).Read();
        return question ?? AsSentence(typed.Text, brands, words) ?? NotUnderstood(typed, error!, brands, words);
    }

    /// <summary>The question, without a word on why there is none.</summary>
    internal static Question? Understood(string text, BrandNames brands, Vocabulary words) =>
        QuestionText.Of(text) is { IsTooLong: false, Text.Length: > 0 } typed ? new QuestionReader(typed.Text, brands, words).Read().Question : null;

    /// <summary>A sentence may end like one; two dots behind a date begin a range that has no end.</summary>
    private static Question? AsSentence(string text, BrandNames brands, Vocabulary words) =>
        text.TrimEnd('?', '!', '.', ' ') is { Length: > 0 } bare && bare.Length < text.Length && !(char.IsAsciiDigit(bare[^1]) && text[bare.Length..].StartsWith("..", StringComparison.Ordinal))
            ? new QuestionReader(bare, brands, words).Read().Question
            : null;

    private static Question.NotUnderstood NotUnderstood(QuestionText typed, Misread error, BrandNames brands, Vocabulary words)
    {
        (int start, int length) = typed.Typed(error.Start, error.End);
        return new Question.NotUnderstood(error.Problem, Example(typed.Text, error, brands, words), typed.Marked(error.Start, error.End), start, length);
    }

    /// <summary>The question as it was, with what could stand at the place; where that does not make a whole one, the plainest about the brand.</summary>
    private static string Example(string text, Misread error, BrandNames brands, Vocabulary words)
    {
        if ((error.Brand ?? brands.First) is not { } brand)
        {
            return "help";
        }

        Question? repaired = error.Fix is { } fix && text.Length <= QuestionText.MaxLength ? Understood($"{text[..error.Start]}{fix}{text[error.End..]}", brands, words) : null;
        return QuestionPrinter.Print(repaired ?? new Question.AboutBrand(new BrandQuestion(brand, PeriodAsked.Today, QuestionFilter.None)), brands);
    }
}
