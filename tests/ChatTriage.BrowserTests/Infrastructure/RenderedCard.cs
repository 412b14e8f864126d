namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>What the official renderer made of a card.</summary>
/// <param name="Name">Whose name it has on the sheet.</param>
/// <param name="Warnings">What it had to say about the card.</param>
/// <param name="Text">The words that can be seen.</param>
/// <param name="Html">The elements.</param>
/// <param name="TooWide">Whether something sticks out.</param>
internal sealed record RenderedCard(string Name, IReadOnlyList<string> Warnings, string Text, string Html, bool TooWide);
