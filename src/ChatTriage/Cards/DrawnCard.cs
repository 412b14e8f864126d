namespace ChatTriage.Cards;

/// <summary>A card ready to be sent.</summary>
/// <param name="Json">The platform's own card format.</param>
/// <param name="Text">The same in plain words, for notifications and screen readers.</param>
public sealed record DrawnCard(string Json, string Text);
