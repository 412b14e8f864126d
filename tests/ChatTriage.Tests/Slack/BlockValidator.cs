using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>Slack's own rules for blocks, as a script that needs nothing but Node.</summary>
internal static partial class BlockValidator
{
    private const string Script = "slack/validator/validate-blocks.mjs";

    /// <summary>What is wrong with any of the messages and views, warnings included: one line each. Skips the test where the script or Node is absent.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<(string Name, JsonObject Sent)> all)
    {
        string? script = SharedFiles.Find(Script);
        Assert.SkipWhen(script is null, $"shared/{Script} is not here");
        string folder = Directory.CreateTempSubdirectory("chattriage-blocks-").FullName;
        try
        {
            string[] files = [.. all.Select(sent => Write(folder, sent.Name, sent.Sent))];
            (IReadOnlyList<JsonObject> results, string errors) = await RunAsync(script!, files);
            results.Count.ShouldBe(files.Length, errors);
            return [.. results.SelectMany(Faults)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, string name, JsonObject sent)
    {
        string file = Path.Combine(folder, $"{name}.json");
        File.WriteAllText(file, sent.ToJsonString());
        return file;
    }

    private static async Task<(IReadOnlyList<JsonObject> Results, string Errors)> RunAsync(string script, string[] files)
    {
        var start = new ProcessStartInfo("node", [script, "--warnings", .. files]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? node = null;
        try
        {
            node = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Node is not installed");
        }

        using (node!)
        {
            Task<string> errors = node!.StandardError.ReadToEndAsync();
            string output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return ([.. EndOfObject().Split(output).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => JsonNode.Parse($"{text}}}")!.AsObject())], await errors);
        }
    }

    private static IEnumerable<string> Faults(JsonObject result) => new[] { "violations", "warnings" }
        .SelectMany(kind => result[kind]?.AsArray() ?? []).Select(fault => $"{result["file"]} {fault!["pointer"]}: {fault["code"]}: {fault["message"]}");

    [GeneratedRegex("^}$", RegexOptions.Multiline)]
    private static partial Regex EndOfObject();
}
