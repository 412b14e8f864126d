using ChatTriage.Cards;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Answers;

/// <summary>The filters of a question as a title says them: whoever reads the count later, or is shown it, must see what was left out.</summary>
internal static class FilterWords
{
    private const int Length = 120;

    /// <summary>" (sentiment:negative source:bluesky)" behind the period; nothing without filters.</summary>
    public static string Of(QuestionFilter filter) => filter.IsEmpty ? "" : $" ({CardText.Cut(CardText.OneLine(string.Join(' ', FilterPrinter.Print(filter))), Length)})";
}
