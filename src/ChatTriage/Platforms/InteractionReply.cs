using ChatTriage.Cards;

namespace ChatTriage.Platforms;

/// <summary>What the person gets back, privately and within the platform's limit.</summary>
/// <param name="Changed">Whether it did what the button or the command says.</param>
/// <param name="Text">One sentence, or nothing when the card says it all.</param>
/// <param name="PresentCard">The pressed card as it is now.</param>
/// <param name="PrivateCard">A card for this person alone.</param>
/// <param name="Form">The form to fill in.</param>
/// <param name="Input">The field to fill in otherwise, when that is all that is wrong.</param>
public sealed record InteractionReply(bool Changed, string? Text, DrawnCard? PresentCard = null, DrawnCard? PrivateCard = null, DrawnCard? Form = null, string? Input = null)
{
    /// <summary>Why a button that was drawn before this was known shares nothing.</summary>
    public const string ForOneAlone = "This answer is for you alone and cannot be shown to everybody.";

    /// <summary>Whether the pressed card showed something that is over.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Whether the private card takes the place of the one that was pressed.</summary>
    public bool InPlace { get; init; }

    /// <summary>Whether it answers what only the asker has to know, however it was asked, so that nobody else is to see it.</summary>
    public bool IsForOneAlone { get; init; }

    /// <summary>A file for this person alone.</summary>
    public FileReply? File { get; init; }
}
