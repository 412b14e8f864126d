using ChatTriage.Cards;

namespace ChatTriage.Querying.Grammar;

/// <summary>Why a question is not understood, and where.</summary>
/// <param name="Problem">One sentence without a full stop.</param>
/// <param name="Start">Where the place begins in the line that is read.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Fix">What could stand there instead; it is only ever shown.</param>
/// <param name="Brand">The brand that was understood, for the example.</param>
internal sealed record Misread(string Problem, int Start, int End, string? Fix = null, string? Brand = null)
{
    private const int MaxQuoted = 60;

    /// <summary>Words from outside as they may stand in a sentence.</summary>
    public static string Shown(string text) => CardText.Cut(CardText.OneLine(text), MaxQuoted);
}
