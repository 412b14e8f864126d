namespace ChatTriage.Benchmarks;

/// <summary>Another program that is pressed in the same rounds.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Process">Where it runs.</param>
/// <param name="Press">The request to it for an item.</param>
internal sealed record ClickPeer(string Name, ChildProcess Process, Func<long, byte[]> Press) : IAsyncDisposable
{
    /// <summary>Starts one of the peers' scripts with Node.js.</summary>
    public static async Task<ClickPeer> StartAsync(string name, string folder, IEnumerable<string> script, ChildProcess redis, IEnumerable<(string Name, string Value)> environment, Func<long, byte[]> press)
    {
        int port = ChildProcess.FreePort();
        return new ClickPeer(name, await ChildProcess.StartAsync("node", script, folder, port, [("PORT", $"{port}"), ("REDIS", $"127.0.0.1:{redis.Port}"), ("NODE_ENV", "production"), .. environment]), press);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
