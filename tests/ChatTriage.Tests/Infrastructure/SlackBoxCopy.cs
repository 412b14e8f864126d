namespace ChatTriage.Tests.Infrastructure;

/// <summary>The Slack workspace in a box, copied out of the shared folder with its packages.</summary>
internal static class SlackBoxCopy
{
    private static readonly string[] Parts = ["slackbox", "validator", "schemas"];
    private static readonly Lazy<Task<string>> Once = new(MakeAsync);

    /// <summary>The copy's folder. The test is skipped where the box or Node.js is absent.</summary>
    public static Task<string> FolderAsync()
    {
        Assert.SkipWhen(Source() is null, "the Slack workspace in a box is not there (shared/slack)");
        Assert.SkipUnless(NpmCopy.HasNode(), "Node.js is not installed");
        return Once.Value;
    }

    private static string? Source() => SharedFiles.Find(Path.Combine("slack", "package-lock.json")) is { } file ? Path.GetDirectoryName(file) : null;

    private static Task<string> MakeAsync()
    {
        string source = Source()!;
        return NpmCopy.MakeAsync("slackbox", source,
        [
            .. new[] { "package.json", "package-lock.json" }.Select(name => Path.Combine(source, name)),
            .. Parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(source, part), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal),
        ]);
    }
}
