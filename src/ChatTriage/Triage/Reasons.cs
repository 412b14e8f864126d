using ChatTriage.Cards;
using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>Reads the reason from a card: a chosen one, own words, or both.</summary>
public static class Reasons
{
    private const int MaxLength = 500;

    /// <summary>The reason in words, or nothing. It stands in state lines and sentences, so it is one inert line of at most 500 characters.</summary>
    public static string? Of(ButtonClicked click) =>
        Chosen(click) is { } reason && CardText.Cut(CardText.OneLine(reason), MaxLength) is { Length: > 0 } words ? words : null;

    private static string? Chosen(ButtonClicked click) => (click.Value(Inputs.Reason), click.Value(Inputs.ReasonText)) switch
    {
        (null, var words) => words,
        ("other", { } words) => words,
        ("other", null) => null,
        (var chosen, null) => chosen,
        var (chosen, words) => $"{chosen}: {words}",
    };
}
