namespace ChatTriage.Enrichment.Azure;

/// <summary>The service gave no answer now; what it was asked can be asked again.</summary>
/// <param name="reason">Why, without any words of a mention and without keys.</param>
/// <param name="retryAfter">How long to wait, where that is known.</param>
/// <param name="status">The HTTP status, or 0.</param>
/// <param name="inner">What was thrown.</param>
public sealed class AzureUnavailableException(string reason, TimeSpan? retryAfter = null, int status = 0, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>How long to wait, where that is known.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The HTTP status; 0 when there was no answer at all, and it may have been paid.</summary>
    public int Status { get; } = status;

    /// <summary>Somebody has to change something: the key, the rights, the address. (400 is about one text, as a rule.)</summary>
    public bool IsRefusal => Status is > 400 and < 500 and not (408 or 429);
}
