using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>Size of a load run.</summary>
/// <param name="Rules">Brand rules.</param>
/// <param name="Mentions">Mentions a round.</param>
/// <param name="Rounds">Rounds; the median is what to quote.</param>
/// <param name="Redis">Connection string, or nothing.</param>
public sealed record LoadOptions(int Rules, int Mentions, int Rounds, string? Redis)
{
    /// <summary>Reads <c>key=value</c>.</summary>
    public static LoadOptions Parse(IEnumerable<string> arguments)
    {
        var values = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]);
        int Number(string key, int standard) => values.TryGetValue(key, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : standard;
        return new LoadOptions(Number("rules", 1000), Number("mentions", 50_000), Number("rounds", 5), values.GetValueOrDefault("redis"));
    }
}
