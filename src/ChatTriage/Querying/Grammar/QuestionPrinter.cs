using System.Globalization;

namespace ChatTriage.Querying.Grammar;

/// <summary>Writes a question as it could be typed, so that reading it again gives the same question.</summary>
public static class QuestionPrinter
{
    /// <summary>The question in words, without the command's own name.</summary>
    public static string Print(Question question) => question switch
    {
        Question.AboutBrand about => $"{about.Asked.Brand} {Print(about.Asked.Period)}",
        Question.Open => "open",
        Question.Mine => "mine",
        Question.Watches => "watches",
        Question.Status => "status",
        Question.Suggestions => "suggestions",
        _ => "help",
    };

    private static string Print(PeriodAsked period) => period switch
    {
        PeriodAsked.Named { Name: PeriodName.Yesterday } => "yesterday",
        PeriodAsked.Rolling rolling => string.Create(CultureInfo.InvariantCulture, $"{rolling.Count}d"),
        _ => "today",
    };
}
