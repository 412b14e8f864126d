using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// At most three repetitions with growing, scattered waits. A pause that the service asks for is kept here when it is short; a longer one is the worker's, which
/// meanwhile lets the cards go.
/// </summary>
internal sealed class AzureRetry() : RetryPolicy(maxRetries: 3, DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1)))
{
    private static readonly TimeSpan LongestHere = TimeSpan.FromSeconds(1);

    /// <summary>A longer pause is somebody's mistake and must not silence the engine for a day.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The pause that an answer asks for.</summary>
    public static TimeSpan? RetryAfter(global::Azure.Response response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValue("Retry-After", out string? value))
        {
            return null;
        }

        TimeSpan wait = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out DateTimeOffset until) ? until - now : TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
    }

    /// <inheritdoc/>
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => IsShort(message) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) => IsShort(message) && await base.ShouldRetryAsync(message, exception);

    private static bool IsShort(HttpMessage message) => !message.HasResponse || RetryAfter(message.Response, TimeProvider.System.GetUtcNow()) is not { } wait || wait <= LongestHere;
}
