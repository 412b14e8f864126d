using ChatTriage.Enrichment;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;

namespace ChatTriage.Querying.Listening;

/// <summary>What is spoken of more and less than before, for every way of showing it.</summary>
public sealed record KeywordsAnswer
{
    /// <summary>What was asked.</summary>
    public required Question.Keywords Question { get; init; }

    /// <summary>About which brand.</summary>
    public required Brand Brand { get; init; }

    /// <summary>The span of time that was asked about, no longer than what has passed of it where it is compared.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>The moment of the answer.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The equal span before; nothing when too little has passed to compare, and then nothing rises or falls.</summary>
    public TimeWindow? Before { get; init; }

    /// <summary>How a sentence calls <see cref="Before"/>.</summary>
    public string? BeforeName { get; init; }

    /// <summary>Mentions in <see cref="Window"/>.</summary>
    public required long Mentions { get; init; }

    /// <summary>Mentions in <see cref="Before"/>.</summary>
    public long MentionsBefore { get; init; }

    /// <summary>Used by a greater part of the mentions than before, the surest first, ten at most.</summary>
    public IReadOnlyList<PhraseChange> Rising { get; init; } = [];

    /// <summary>Used by a smaller part, the surest first, ten at most.</summary>
    public IReadOnlyList<PhraseChange> Falling { get; init; } = [];

    /// <summary>Used most in the window, most first, ten at most.</summary>
    public IReadOnlyList<PhraseChange> Frequent { get; init; } = [];

    /// <summary>The names that were watched then, so that what its buttons carry is read again as the same question.</summary>
    public required BrandNames Names { get; init; }

    /// <summary>What a reader must know to trust the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
