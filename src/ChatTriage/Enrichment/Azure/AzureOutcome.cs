using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Azure;

/// <summary>What is to be written about one mention that was asked about.</summary>
/// <param name="Asked">The row as it was taken.</param>
/// <param name="Language">The language that was recognised, where neither the source nor the built-in model knew it.</param>
/// <param name="Tone">The tone; nothing leaves the built-in model's word as it is.</param>
/// <param name="Phrases">The key phrases; nothing leaves those of the built-in model.</param>
/// <param name="Fault">There was no answer; it is asked about again.</param>
public sealed record AzureOutcome(Mention Asked, string? Language = null, AzureReading? Tone = null, string? Phrases = null, AzureUnavailableException? Fault = null);
