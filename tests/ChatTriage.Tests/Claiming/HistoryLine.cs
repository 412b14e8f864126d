namespace ChatTriage.Tests.Claiming;

/// <summary>One ledger line, as tests look at it.</summary>
public sealed record HistoryLine
{
    /// <summary>Position in the mention's history.</summary>
    public long Seq { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>What.</summary>
    public required string Verb { get; init; }

    /// <summary>The fencing token after it.</summary>
    public long Fence { get; init; }

    /// <summary>Who holds it after it.</summary>
    public string? Holder { get; init; }
}
