namespace ChatTriage.Querying.Spikes;

/// <summary>What is far above normal. Stored by name.</summary>
public enum SpikeKind
{
    /// <summary>How much is said at all.</summary>
    Volume,

    /// <summary>How much of it is negative, while the whole is not so much more.</summary>
    Negative,
}
