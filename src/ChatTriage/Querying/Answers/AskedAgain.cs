using System.Globalization;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Answers;

/// <summary>What a button under an answer carries: the question, as of when it was asked, and how far it was read. It comes back from outside and grants nothing.</summary>
/// <param name="Question">As it could be typed after <c>/mentions</c>.</param>
/// <param name="AsOf">The moment at which "today" was today; to the second.</param>
/// <param name="After">What the page before ended with.</param>
public sealed record AskedAgain(string Question, DateTimeOffset AsOf, PageCursor? After = null)
{
    private const int MaxLength = 1500;

    /// <summary>The end of the year 9000: no button is that old, and the days around it can be counted.</summary>
    private const long LatestAsOf = 221_876_409_599;

    /// <summary>As it stands in a button; short enough for every platform.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AsOf.ToUnixTimeSeconds()}|{After}|{Question}");

    /// <summary>A question as a button carries it; nothing when it is too long for one: written out it may be longer than it was typed, and longer than is read.</summary>
    public static string? Carried(Grammar.Question question, DateTimeOffset asOf, PageCursor? after = null, BrandNames? names = null)
    {
        string text = names is null ? QuestionPrinter.Print(question) : QuestionPrinter.Print(question, names);
        string carried = new AskedAgain(text, asOf, after).ToString();
        return text.Length > QuestionText.MaxLength || Read(carried) is null ? null : carried;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing for anything else.</summary>
    public static AskedAgain? Read(string? text) =>
        text is { Length: <= MaxLength } && text.Split('|', 3) is [var seconds, var after, var question]
        && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long asOf) && asOf <= LatestAsOf
        && (after.Length == 0 || PageCursor.TryParse(after, out _))
            ? new AskedAgain(question, DateTimeOffset.FromUnixTimeSeconds(asOf), PageCursor.TryParse(after, out PageCursor cursor) ? cursor : null)
            : null;
}
