namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>How a call fails.</summary>
/// <param name="Status">The HTTP status; 200 with <paramref name="Body"/> is an answer that is none.</param>
/// <param name="Body">What is answered; nothing means what the service says at such a status.</param>
/// <param name="RetryAfter">The header.</param>
/// <param name="Times">How many calls.</param>
/// <param name="Kind">Only calls of this kind.</param>
public sealed record AzureFault(int Status, string? Body = null, string? RetryAfter = null, int Times = int.MaxValue, string? Kind = null)
{
    /// <summary>Calls that are still to fail.</summary>
    public int Left { get; set; } = Times;
}
