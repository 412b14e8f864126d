namespace ChatTriage.Platforms.Teams;

/// <summary>Not now: nothing was done.</summary>
/// <param name="reason">In a few words.</param>
/// <param name="retryAfter">How long to wait, if Teams said so.</param>
internal sealed class TeamsBusyException(string reason, TimeSpan? retryAfter) : Exception(reason)
{
    /// <summary>How long to wait, if Teams said so.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
