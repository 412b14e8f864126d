using System.CommandLine;

namespace ChatTriage.Commands;

/// <summary><c>chattriage manifest PLATFORM</c>: what a chat platform must be told about the app. Comes before the settings, so that they may be wrong.</summary>
internal static class ManifestCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() =>
        new("manifest", "Prints what a chat platform must be told about the app") { SlackManifestCommand.Create(), TeamsManifestCommand.Create() };

    /// <summary>A file of the app that comes with the program.</summary>
    public static string At(string platform, string file) => Path.Combine(AppContext.BaseDirectory, "manifests", platform, file);

    /// <summary>Whether it is an address that may stand in a manifest; whatever would end a JSON text or a line cannot.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address is { Scheme: "https", Query: "", Fragment: "", UserInfo: "" } && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '\\');
}
