using ChatTriage.Mentions;

namespace ChatTriage.Enrichment.Stories;

/// <summary>That an owner applied the decision on a story's first mention to the similar ones: a row of table <c>story_decision</c>.</summary>
public sealed record StoryDecision
{
    /// <summary>Rises with each.</summary>
    public long Id { get; init; }

    /// <summary>The story's first mention.</summary>
    public long Leader { get; init; }

    /// <summary>What was decided about it.</summary>
    public Category Category { get; init; }

    /// <summary>Why no response.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided about it.</summary>
    public Address DecidedBy { get; init; }

    /// <summary>When that was; another decision since then ends this one.</summary>
    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>When it was applied.</summary>
    public DateTimeOffset OrderedAt { get; init; }

    /// <summary>Whether only word-for-word copies are meant.</summary>
    public bool ExactOnly { get; init; }

    /// <summary>The newest similar mention that the preview counted.</summary>
    public long Upto { get; init; }

    /// <summary>The newest similar mention there was when it was applied.</summary>
    public long Last { get; init; }

    /// <summary>How long later ones follow.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary><c>applying</c>, <c>following</c>, <c>undoing</c> or <c>over</c>.</summary>
    public required string State { get; init; }

    /// <summary>The hour, counted since 1970, in which <see cref="InHour"/> later ones were sent to a desk.</summary>
    public long Hour { get; init; }

    /// <summary>How many were.</summary>
    public long InHour { get; init; }

    /// <summary>Whether the first mention still stands as it was decided then.</summary>
    public bool StandsFor(Mention leader) => State is "applying" or "following" && leader.DecidedAt == DecidedAt && leader.Category == Category;

    /// <summary>A similar mention as it follows, never before the order by which it does: clocks of two programs may differ.</summary>
    public Mention Follow(Mention member, Mention leader, DateTimeOffset now) => member with
    {
        State = Category == Category.NoResponse ? MentionState.NoResponse : MentionState.Routed,
        Category = Category,
        Reason = Reason,
        DecidedBy = DecidedBy,
        DecidedAt = now < OrderedAt ? OrderedAt : now,
        Brand = leader.Brand,
        Brands = leader.Brand == member.Brand ? member.Brands : leader.Brands,
    };

    /// <summary>The line that says so.</summary>
    public LedgerLine Line(DateTimeOffset now) =>
        new(now, Address.System, LedgerVerbs.Followed, $"like #{Leader}: {Platforms.Verbs.Of(Category)}{(Reason is null ? "" : $", {Reason}")}");
}
