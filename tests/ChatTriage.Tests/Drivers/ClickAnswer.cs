using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Drivers;

/// <summary>What a person gets back from a button or a command.</summary>
/// <param name="Ok">Whether it did what the button says.</param>
/// <param name="Text">The private sentence.</param>
/// <param name="Card">The card shown afterwards.</param>
public sealed record ClickAnswer(bool Ok, string? Text, JsonObject? Card);
