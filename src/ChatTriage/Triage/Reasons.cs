using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>Reads the reason from a card: a chosen one, own words, or both.</summary>
public static class Reasons
{
    /// <summary>The reason in words, or nothing.</summary>
    public static string? Of(ButtonClicked click) => (click.Value(Inputs.Reason), click.Value(Inputs.ReasonText)) switch
    {
        (null, var words) => words,
        ("other", { } words) => words,
        ("other", null) => null,
        (var chosen, null) => chosen,
        var (chosen, words) => $"{chosen}: {words}",
    };
}
