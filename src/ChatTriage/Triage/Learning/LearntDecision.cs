using ChatTriage.Mentions;

namespace ChatTriage.Triage.Learning;

/// <summary>A row of table <c>decision</c>, as far as it is learnt from.</summary>
public sealed record LearntDecision
{
    /// <summary>Order in which decisions were made and are learnt.</summary>
    public long Id { get; init; }

    /// <summary>Rises with each new decision and again when one is taken back: whoever has seen all up to one has only the higher ones to read.</summary>
    public long Seq { get; init; }

    /// <summary>What was decided about.</summary>
    public long MentionId { get; init; }

    /// <summary>What was decided.</summary>
    public Category Category { get; init; }

    /// <summary>The chosen reason, see <see cref="ResponseReasons"/>; nothing for other categories.</summary>
    public string? Reason { get; init; }

    /// <summary>What <see cref="Features"/> were made by.</summary>
    public int FeaturesVersion { get; init; }

    /// <summary>See <see cref="DecisionFeatures.Pack"/>.</summary>
    public byte[] Features { get; init; } = [];

    /// <summary>When it was taken back or replaced; nothing while it is in force.</summary>
    public DateTimeOffset? UndoneAt { get; init; }
}
