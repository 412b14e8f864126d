namespace ChatTriage.Storage;

/// <summary>The store cannot take or give anything now; nothing was written and the caller may try again.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When trying again makes sense.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
