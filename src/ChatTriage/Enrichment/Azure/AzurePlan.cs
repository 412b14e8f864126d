using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// Which mentions Azure is asked about, and whether their first cards wait for its word: own brands' waiting ones, and only while an answer can be expected.
/// Where no endpoint is configured there is no client, and it says no to everything.
/// </summary>
public sealed class AzurePlan(LiveSettings settings, AzureUsage usage, AzureLanguageClient? client = null) : IDisposable
{
    private readonly TimeSpan _patience = settings.Options.Analysis.Azure.Timeout;
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>The mention as it is to be stored: with the time at which it is asked about.</summary>
    public Mention Of(Mention mention, DateTimeOffset now) => mention with { AnalyseAt = IsWanted(mention) ? now : null };

    /// <summary>When the first card of a mention is due: after the answer, or when that takes too long.</summary>
    public DateTimeOffset FirstCardAt(Mention mention, DateTimeOffset now) => mention.AnalyseAt is not null && client is { IsReady: true } ? now + _patience : now;

    /// <summary>Tells the worker of this process that something was stored. The others look by themselves.</summary>
    public void Wake()
    {
        if (client is not null && _signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just done it.
            }
        }
    }

    /// <summary>Waits until something was stored, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _signal.WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private bool IsWanted(Mention mention) => client is not null && mention.State == MentionState.AwaitingTriage && AzureText.Fits(mention.Text) && !usage.IsUsedUp;
}
