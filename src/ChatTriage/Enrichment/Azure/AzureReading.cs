using System.ComponentModel;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Azure;

/// <summary>The answer to one question, as it is kept in the cache.</summary>
[ImmutableObject(true)]
public sealed record AzureReading
{
    /// <summary>The service does not read such a text, and will not: its language, or its form.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The tone it named; nothing when that was not the question.</summary>
    public Tone? Label { get; init; }

    /// <summary>Probability of the named tone; nothing for <see cref="Mentions.Tone.Mixed"/>, which has none of its own.</summary>
    public double? Confidence { get; init; }

    /// <summary>Key phrases, the most telling first; nothing when that was not the question.</summary>
    public string? Phrases { get; init; }

    /// <summary>The language's BCP 47 tag; nothing when it was not recognised or not asked for.</summary>
    public string? Language { get; init; }

    /// <summary>The tone for the card: below the common threshold it is uncertain, whoever says it.</summary>
    public Tone? Tone => Label is { } label && Confidence < TextAnalysis.SureFrom ? Mentions.Tone.Uncertain : Label;
}
