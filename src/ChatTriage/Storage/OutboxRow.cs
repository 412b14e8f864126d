using ChatTriage.Mentions;

namespace ChatTriage.Storage;

/// <summary>Something that must still be shown: a row of table <c>outbox</c>.</summary>
public sealed record OutboxRow
{
    /// <summary>Rises with time; also the key by which a post whose answer was lost can be found again.</summary>
    public long Id { get; init; }

    /// <summary><c>card</c> or <c>notice</c> of a mention, <c>digest</c> of a watch, <c>board</c> or <c>alert</c> of a spike.</summary>
    public required string Kind { get; init; }

    /// <summary>The mention it is about, or something else, see <see cref="OutboxSubject"/>.</summary>
    public long MentionId { get; init; }

    /// <summary>Channel of a card, person of a notice.</summary>
    public Address Address { get; init; }

    /// <summary>Role of a card, name of a notice, receiver of a digest (<c>person</c> or <c>channel</c>).</summary>
    public required string Role { get; init; }

    /// <summary>Words of a notice; which answer a digest is.</summary>
    public string? Body { get; init; }

    /// <summary>What goes out first, see <see cref="OutboxPriority"/>.</summary>
    public OutboxPriority Priority { get; init; }

    /// <summary>What it waits in line with: a <see cref="Platforms.SendKind"/>, a space, the address.</summary>
    public required string Lane { get; init; }

    /// <summary>Which budget it waits for.</summary>
    public Platforms.SendKind SendKind => Enum.Parse<Platforms.SendKind>(Lane.AsSpan(0, Lane.IndexOf(' ')));

    /// <summary>How often it was tried, this time included.</summary>
    public int Attempts { get; init; }

    /// <summary>After how many tries it may be there without anybody having said so, this time included.</summary>
    public int Doubts { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
