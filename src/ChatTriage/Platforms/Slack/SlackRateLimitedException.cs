namespace ChatTriage.Platforms.Slack;

/// <summary>Not now: Slack said how long to wait, or our own budget is used up.</summary>
/// <param name="method">The Web API method.</param>
/// <param name="retryAfter">How long to wait.</param>
internal sealed class SlackRateLimitedException(string method, TimeSpan retryAfter) : Exception($"{method}: ratelimited for {retryAfter.TotalSeconds:0.#} s")
{
    /// <summary>How long to wait.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
