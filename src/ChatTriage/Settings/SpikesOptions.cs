namespace ChatTriage.Settings;

/// <summary>Section <c>Spikes</c>: times in which far more is said about a brand, or against it, than is normal.</summary>
public sealed class SpikesOptions
{
    /// <summary>Whether a live board is posted in the triage channel and those who watch the brand are told. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How many mentions an hour there must be at least; of negative ones half as many. Low finds the floods of small brands, high spares busy people small ones.
    /// Default 30.
    /// </summary>
    public int Minimum { get; set; } = 30;

    /// <summary>How many times the normal of that hour of the week there must be at least. Default 3.</summary>
    public int Factor { get; set; } = 3;
}
