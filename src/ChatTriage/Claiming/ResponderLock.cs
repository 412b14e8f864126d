using System.Reflection;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Settings;
using ChatTriage.Storage;
using StackExchange.Redis;

namespace ChatTriage.Claiming;

/// <summary>
/// The single-responder lock in Redis. Keys, one slot a mention: <c>{m:ID}:claim</c> (who, under which fence, for how long) and
/// <c>{m:ID}:fence</c> (highest token given out). Without Redis, or while it is away, every claim is passed on to the row, which decides
/// anyway.
/// </summary>
public sealed partial class ResponderLock(RedisConnection redis, LiveSettings settings, ChatTriageMetrics metrics, ILogger<ResponderLock> logger)
{
    /// <summary>
    /// How long a grant lives until the row has confirmed it: a process that dies between the two blocks the item no longer than this.
    /// </summary>
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromSeconds(10);
    private static readonly string Script = ReadScript();

    /// <summary>Asks for the claim of an unclaimed row.</summary>
    /// <param name="mentionId">The mention.</param>
    /// <param name="person">Who wants it.</param>
    /// <param name="rowFence">The fence in the row: the token will be higher, even if Redis has forgotten everything.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<LockAnswer> TakeAsync(long mentionId, Address person, long rowFence, CancellationToken cancellation)
    {
        RedisResult[]? answer = await RunAsync("take", mentionId, person.ToString(), rowFence, Unconfirmed);
        cancellation.ThrowIfCancellationRequested();
        if (answer is null)
        {
            return new LockAnswer(Granted: true, rowFence + 1);
        }

        return (int)answer[0] == 1
            ? new LockAnswer(Granted: true, (long)answer[1])
            : new LockAnswer(Granted: false, (long)answer[1], Address.TryParse((string?)answer[2], out Address holder) ? holder : null);
    }

    /// <summary>Tells the lock what the row says after a claim, a renewal or a hand-over.</summary>
    public Task ConfirmAsync(Mention mention, DateTimeOffset now, CancellationToken cancellation) =>
        mention is { Holder: { } holder, LeaseUntil: { } until } && until > now
            ? RunAsync("keep", mention.Id, holder.ToString(), mention.Fence, until - now)
            : FreeAsync(mention.Id, mention.Fence, cancellation);

    /// <summary>Tells the lock that a claim up to this fence is over.</summary>
    public Task FreeAsync(long mentionId, long fence, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return RunAsync("free", mentionId, "", fence, Unconfirmed);
    }

    private async Task<RedisResult[]?> RunAsync(string operation, long mentionId, string person, long fence, TimeSpan claimFor)
    {
        if (!redis.IsConfigured || !redis.IsConnected)
        {
            return null;
        }

        // Kept for four leases and at least a week: longer than anything that could still carry an older token.
        TimeSpan keepFence = TimeSpan.FromTicks(Math.Max((settings.Options.Claiming.Lease * 4).Ticks, TimeSpan.FromDays(7).Ticks));
        try
        {
            return (RedisResult[]?)await redis.Database.ScriptEvaluateAsync(
                Script,
                [$"{{m:{mentionId}}}:claim", $"{{m:{mentionId}}}:fence"],
                [operation, person, fence, (long)claimFor.TotalMilliseconds, (long)keepFence.TotalMilliseconds]);
        }
        catch (Exception fault) when (RedisConnection.IsAway(fault))
        {
            redis.NoteFault(fault);
            metrics.RedisFault();
            LogAway(operation, mentionId, fault.GetType().Name);
            return null;
        }
    }

    private static string ReadScript()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ChatTriage.Claiming.responder-lock.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [LoggerMessage(3001, LogLevel.Warning, "The lock did not answer to {Operation} for mention {MentionId} ({Fault}); the database decides alone")]
    private partial void LogAway(string operation, long mentionId, string fault);
}
