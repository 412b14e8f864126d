namespace ChatTriage.Settings;

/// <summary>Section <c>Claiming</c>.</summary>
public sealed class ClaimingOptions
{
    /// <summary>
    /// How long a claim lasts without a sign of life. Short frees forgotten items sooner, long leaves time to write. Default 30 minutes;
    /// the holder is asked "still on it?" after two thirds.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>By when a desk should answer, counted from the owner's decision; the card says so, and nothing else follows from it. Default one hour.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromHours(1);
}
