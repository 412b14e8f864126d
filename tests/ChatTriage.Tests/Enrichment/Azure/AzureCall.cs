namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>One call that was answered with documents.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Documents">Text and language of each document.</param>
/// <param name="Authorization">The bearer token, if there was one.</param>
public sealed record AzureCall(string Kind, IReadOnlyList<(string Text, string? Language)> Documents, string? Authorization);
