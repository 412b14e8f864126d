using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;

namespace ChatTriage.Querying.Answers;

/// <summary>The answer to a question about one brand, for every way of showing it: card, digest, API.</summary>
public sealed record BrandAnswer
{
    /// <summary>What was asked.</summary>
    public required Question.AboutBrand Question { get; init; }

    /// <summary>All names that stood for something when it was asked: what is carried in a button must mean the same brand again.</summary>
    public BrandNames Names { get; init; } = BrandNames.Of([]);

    /// <summary>About which brand.</summary>
    public required Brand Brand { get; init; }

    /// <summary>The span of time it is about.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>The moment of the answer; nothing later is counted as passed.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The counts.</summary>
    public required MentionTotals Totals { get; init; }

    /// <summary>The counts beside those of the time before; nothing when there is too little of either to compare.</summary>
    public Compared? Compared { get; init; }

    /// <summary>Counts by hour or day; nothing when there would be nothing to compare.</summary>
    public ListChart? Chart { get; init; }

    /// <summary>Sources with most mentions, most first, five at most.</summary>
    public IReadOnlyList<(string Source, long Count)> Sources { get; init; } = [];

    /// <summary>What is spoken of most, most first, five at most, with how many mentions name it.</summary>
    public IReadOnlyList<(string Phrase, long Count)> Phrases { get; init; } = [];

    /// <summary>A page of mentions, newest first, with where each stands and who has it.</summary>
    public IReadOnlyList<(Mention Mention, string State)> Items { get; init; } = [];

    /// <summary>Where the next page begins; nothing when this was the last one.</summary>
    public PageCursor? Next { get; init; }

    /// <summary>Whether it is the first page, whose reader has seen nothing yet.</summary>
    public bool IsFirstPage { get; init; } = true;

    /// <summary>Whether everything was looked at that could be meant.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What a reader must know to trust the figures: sampled, delayed, cut.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
