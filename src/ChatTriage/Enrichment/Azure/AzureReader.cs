using ChatTriage.Storage;
using Microsoft.Extensions.Caching.Hybrid;

namespace ChatTriage.Enrichment.Azure;

/// <summary>Answers questions from the cache, and asks Azure only for what nobody has asked in thirty days, within the records of the day.</summary>
public sealed class AzureReader(AzureLanguageClient client, AzureUsage usage, HybridCache cache, RedisConnection redis)
{
    private const int CallsAtOnce = 4;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Where Redis keeps answers, this process need not keep them long.</summary>
    private static readonly TimeSpan KeptHereBesideRedis = TimeSpan.FromHours(1);

    /// <summary>What became of each question. The same question twice is one.</summary>
    public async Task<IReadOnlyDictionary<AzureQuestion, AzureResult>> ReadAsync(IEnumerable<AzureQuestion> questions, CancellationToken cancellation)
    {
        AzureQuestion[] different = [.. questions.Distinct()];
        HybridCacheEntryOptions look = Options(HybridCacheEntryFlags.DisableUnderlyingData);
        AzureReading?[] known = await Task.WhenAll(different.Select(question => cache.GetOrCreateAsync<AzureReading?>(question.CacheKey, static _ => default, look, cancellationToken: cancellation).AsTask()));
        var results = different.Zip(known).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => new AzureResult(pair.Second));
        AzureQuestion[] open = [.. different.Where(question => !results.ContainsKey(question))];
        if (open.Length == 0)
        {
            return results;
        }

        // All that is asked about a text or nothing: one engine's tone with another's phrases is no answer.
        IGrouping<string, AzureQuestion>[] texts = [.. open.GroupBy(question => question.Text)];
        string day = usage.Day;
        int paid = await usage.TakeAsync([.. texts.Select(text => text.Sum(question => question.Records))], cancellation);
        foreach (AzureQuestion question in texts[paid..].SelectMany(text => text))
        {
            results[question] = AzureResult.UsedUp;
        }

        IEnumerable<AzureQuestion> allowed = texts[..paid].SelectMany(text => text);
        foreach ((AzureQuestion question, AzureResult result) in await AskAllAsync([.. allowed.GroupBy(question => question.Kind).SelectMany(AzureText.Calls)], day, cancellation))
        {
            results[question] = result;
        }

        return results;
    }

    /// <summary>Several calls at once; after failures first one alone, because only one is let through to see whether it is over.</summary>
    private async Task<IEnumerable<KeyValuePair<AzureQuestion, AzureResult>>> AskAllAsync(IReadOnlyList<AzureQuestion>[] calls, string day, CancellationToken cancellation)
    {
        int alone = client.IsReady ? 0 : Math.Min(1, calls.Length);
        IEnumerable<KeyValuePair<AzureQuestion, AzureResult>> first = alone == 0 ? [] : await AskAsync(calls[0], day, cancellation);
        using var slots = new SemaphoreSlim(CallsAtOnce);
        return first.Concat((await Task.WhenAll(calls[alone..].Select(call => AskAsync(call, day, slots, cancellation)))).SelectMany(answered => answered));
    }

    private async Task<IEnumerable<KeyValuePair<AzureQuestion, AzureResult>>> AskAsync(IReadOnlyList<AzureQuestion> call, string day, SemaphoreSlim slots, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation);
        try
        {
            return await AskAsync(call, day, cancellation);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<IEnumerable<KeyValuePair<AzureQuestion, AzureResult>>> AskAsync(IReadOnlyList<AzureQuestion> call, string day, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyDictionary<AzureQuestion, AzureReading> answers = await client.AskAsync(call[0].Kind, call, cancellation);
            foreach ((AzureQuestion question, AzureReading reading) in answers)
            {
                await cache.SetAsync(question.CacheKey, reading, Options(HybridCacheEntryFlags.None), cancellationToken: CancellationToken.None);
            }

            return call.Select(question => KeyValuePair.Create(question, answers.TryGetValue(question, out AzureReading? reading) ? new AzureResult(reading) : LeftOpen));
        }
        catch (AzureUnavailableException refused) when (refused.Status == StatusCodes.Status400BadRequest)
        {
            return await AskAloneAsync(call, day, cancellation);
        }
        catch (AzureUnavailableException fault)
        {
            await GiveBackAsync(call, day, fault);
            return call.Select(question => KeyValuePair.Create(question, new AzureResult(Fault: fault)));
        }
    }

    private static AzureResult LeftOpen { get; } = new(Fault: new AzureUnavailableException("left open"));

    /// <summary>The service refuses a call as a whole when one text in it is not to its taste: the others shall not suffer for it.</summary>
    private async Task<IEnumerable<KeyValuePair<AzureQuestion, AzureResult>>> AskAloneAsync(IReadOnlyList<AzureQuestion> call, string day, CancellationToken cancellation)
    {
        if (call.Count == 1)
        {
            await usage.GiveBackAsync(day, call[0].Records);
            return [KeyValuePair.Create(call[0], new AzureResult(new AzureReading { IsRefused = true }))];
        }

        var results = new List<KeyValuePair<AzureQuestion, AzureResult>>();
        foreach (AzureQuestion question in call)
        {
            results.AddRange(await AskAsync([question], day, cancellation));
        }

        return results;
    }

    /// <summary>Without an answer it may have been read, and paid.</summary>
    private async Task GiveBackAsync(IReadOnlyList<AzureQuestion> call, string day, AzureUnavailableException fault)
    {
        if (fault.Status > 0)
        {
            await usage.GiveBackAsync(day, call.Sum(question => question.Records));
        }
    }

    /// <summary>A Redis that is away is not asked: each question would wait for it, and say so in the log.</summary>
    private HybridCacheEntryOptions Options(HybridCacheEntryFlags flags) => new()
    {
        Expiration = Kept,
        LocalCacheExpiration = redis.IsConfigured ? KeptHereBesideRedis : Kept,
        Flags = redis.IsConnected ? flags : flags | HybridCacheEntryFlags.DisableDistributedCache,
    };
}
