using System.CommandLine;
using System.Text.Json.Nodes;

namespace ChatTriage.Commands;

/// <summary><c>chattriage manifest slack</c>: the app as Slack makes it from one file.</summary>
internal static class SlackManifestCommand
{
    private const string Placeholder = "https://bot.example.com";
    private const string CreateApp = "https://api.slack.com/apps?new_app=1&manifest_json=";

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "Public https address of ChatTriage, such as https://bot.example.com" };
        var socket = new Option<bool>("--socket") { Description = "For Slack:Mode=Socket, which needs no address" };
        var link = new Option<bool>("--link") { Description = "Print only the link that makes the app in a browser" };
        var slack = new Command("slack", "Prints the manifest of the Slack app, and on standard error the link that makes it") { url, socket, link };
        slack.SetAction((result, _) => RunAsync(result.GetValue(url), result.GetValue(socket), result.GetValue(link)));
        return slack;
    }

    private static async Task<int> RunAsync(string? url, bool socket, bool linkOnly)
    {
        if (Fault(url, socket) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return 1;
        }

        string text = (await File.ReadAllTextAsync(ManifestCommand.At("slack", socket ? "manifest.socket.json" : "manifest.json"))).Replace(Placeholder, url?.TrimEnd('/') ?? Placeholder, StringComparison.Ordinal);
        JsonNode manifest = JsonNode.Parse(text)!;
        string link = CreateApp + Uri.EscapeDataString(manifest.ToJsonString());
        if (linkOnly)
        {
            Console.WriteLine(link);
            return 0;
        }

        OneShot.Print(manifest);
        await Console.Error.WriteLineAsync($"Make the app by this link, or paste the manifest at https://api.slack.com/apps:\n{link}");
        if (!socket && url is null)
        {
            await Console.Error.WriteLineAsync($"The addresses in it are only an example: say --url with the address at which Slack reaches ChatTriage instead of {Placeholder}, or --socket.");
        }

        return 0;
    }

    private static string? Fault(string? url, bool socket) => url switch
    {
        null => null,
        _ when socket => "--url and --socket: with Socket Mode Slack calls no address; leave one of them out",
        _ when !ManifestCommand.IsAddress(url) => "--url: an address that begins with https://, as in --url https://bot.example.com; Slack calls nothing else",
        _ => null,
    };
}
