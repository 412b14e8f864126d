using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>Size of a run of clicks.</summary>
/// <param name="Rounds">Rounds; product and peers take turns in each.</param>
/// <param name="Seconds">Length of the open part of a round.</param>
/// <param name="Rate">Clicks a second in the open part.</param>
/// <param name="ItemsPerRound">Clicks of the closed part of a round.</param>
/// <param name="Warmup">Clicks before the first round.</param>
/// <param name="Peer">Folder of the peers, which listen on PORT and ask REDIS; nothing runs the product alone.</param>
public sealed record ClickLoadOptions(int Rounds, int Seconds, int Rate, int ItemsPerRound, int Warmup, string? Peer)
{
    /// <summary>Reads <c>key=value</c>.</summary>
    public static ClickLoadOptions Parse(IEnumerable<string> arguments, int rate)
    {
        var values = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]);
        int Number(string key, int standard) => values.TryGetValue(key, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : standard;
        return new ClickLoadOptions(Number("rounds", 5), Number("seconds", 4), Number("rate", rate), Number("items", 8000), Number("warmup", 8000), values.GetValueOrDefault("peer"));
    }
}
