namespace ChatTriage.Platforms.Teams;

/// <summary>
/// One operation after the other in each conversation, because Teams refuses two at once with 412. A few conversations may share a turn, which only makes
/// them wait.
/// </summary>
internal sealed class TeamsTurns : IDisposable
{
    private const int Turns = 256;

    /// <summary>Longer than one call takes that is not answered.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Does something when it is the conversation's turn.</summary>
    /// <exception cref="TeamsBusyException">It was not for a long time; nothing was done.</exception>
    public async Task<T> RunAsync<T>(string conversationId, Func<Task<T>> work, CancellationToken cancellation)
    {
        SemaphoreSlim turn = _turns[(uint)StringComparer.Ordinal.GetHashCode(TeamsActivity.Root(conversationId)) % Turns];
        if (!await turn.WaitAsync(Longest, cancellation))
        {
            throw new TeamsBusyException("others are before it for too long", retryAfter: null);
        }

        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SemaphoreSlim turn in _turns)
        {
            turn.Dispose();
        }
    }
}
