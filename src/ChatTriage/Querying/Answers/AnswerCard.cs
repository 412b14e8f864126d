using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Answers;

/// <summary>Draws the answer about a brand.</summary>
public sealed class AnswerCard(CardLibrary library)
{
    /// <summary>The card for a platform.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="share">The question, when the answer may be shown to everybody.</param>
    public DrawnCard Draw(BrandAnswer answer, IChatPlatform platform, string? share)
    {
        string total = Number(answer.Totals.Total);
        string title = $"{answer.Brand.Name} {PeriodWords.Of(answer.Question.Asked.Period)}: {total} {(answer.Totals.Total == 1 ? "mention" : "mentions")}";
        var list = new ListCard(
            answer.Brand.Kind == BrandKind.Competitor ? $"{title} (competitor, listened to only)" : title,
            answer.Window.Words(answer.AsOf),
            [.. StateWords.InOrder.Where(answer.Totals.ByState.ContainsKey).Select(state => (StateWords.Label(state), Number(answer.Totals.ByState[state])))],
            answer.Items,
            Empty: $"Nothing was said about {answer.Brand.Name} in this time.",
            Footer: answer.Next is null ? null : $"Newest {answer.Items.Count} of {total}",
            answer.Chart);
        return list.Draw(library, platform, share);
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
