namespace ChatTriage.Tests.Claiming;

/// <summary>What a person may do in the model, and what should become of it.</summary>
/// <param name="Act">The button, or <c>wait</c>.</param>
/// <param name="Person">Index of the person who presses.</param>
/// <param name="Argument">Another person, a category or minutes, as the act needs it.</param>
/// <param name="OldCard">Whether the card is one version too old.</param>
public sealed record ClaimStep(string Act, int Person, int Argument, bool OldCard)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Act}({Person},{Argument}{(OldCard ? ",old" : "")})";
}
