namespace ChatTriage.Enrichment.Azure;

/// <summary>What became of a question: an answer, or a fault after which to ask again, or neither because the day's records are used up.</summary>
/// <param name="Reading">The answer.</param>
/// <param name="Fault">Why there is none now.</param>
public sealed record AzureResult(AzureReading? Reading = null, AzureUnavailableException? Fault = null)
{
    /// <summary>The day's records are used up.</summary>
    public static AzureResult UsedUp { get; } = new();
}
