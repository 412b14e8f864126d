using System.Globalization;

namespace ChatTriage.Benchmarks;

/// <summary>What near-copies are looked for in.</summary>
/// <param name="Data">Folder with the data.</param>
/// <param name="Files">Files with a column <c>text</c>.</param>
/// <param name="Rounds">Rounds; the median is what to quote.</param>
public sealed record StoryOptions(string Data, string[] Files, int Rounds)
{
    private static readonly string[] Standard = ["crisislex-t6/2013_West_Texas_Explosion.csv", "crisislex-t6/2013_Oklahoma_Tornado.csv", "crisislex-t26.csv", "airline.csv"];

    /// <summary>Reads <c>key=value</c>.</summary>
    public static StoryOptions Parse(IEnumerable<string> arguments)
    {
        var values = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]);
        return new StoryOptions(
            values.GetValueOrDefault("data") ?? Path.Combine(Environment.GetEnvironmentVariable("CHATTRIAGE_SHARED") ?? Path.Combine("..", "shared"), "data"),
            values.TryGetValue("files", out string? files) ? files.Split(',') : Standard,
            values.TryGetValue("rounds", out string? rounds) ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5);
    }
}
