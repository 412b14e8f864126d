using System.Collections.Concurrent;

namespace ChatTriage.Tests.Reliability;

/// <summary>What callers were told before the program died.</summary>
internal sealed class Promises
{
    /// <summary>External ids that were answered with 202.</summary>
    public ConcurrentQueue<string> Mentions { get; } = new();

    /// <summary>Clicks that were answered with ok.</summary>
    public ConcurrentQueue<PromisedClick> Clicks { get; } = new();
}
