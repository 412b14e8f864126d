namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// The Teams test equipment (the Agents Playground, the token mint, schemas, the official card renderer), all of the shared folder copied with its
/// packages.
/// </summary>
internal static class TeamsKitCopy
{
    private static readonly Lazy<Task<string>> Once = new(MakeAsync);

    /// <summary>The copy's folder, to be read and run from; what a test writes belongs elsewhere. The test is skipped where the equipment or Node.js is absent.</summary>
    public static Task<string> FolderAsync()
    {
        Assert.SkipWhen(Source() is null, "the Teams test equipment is not there (shared/teams)");
        Assert.SkipUnless(NpmCopy.HasNode(), "Node.js is not installed");
        return Once.Value;
    }

    private static string? Source() => SharedFiles.Find(Path.Combine("teams", "package-lock.json")) is { } file ? Path.GetDirectoryName(file) : null;

    private static Task<string> MakeAsync()
    {
        string source = Source()!;
        string packages = $"{Path.Combine(source, "node_modules")}{Path.DirectorySeparatorChar}";
        return NpmCopy.MakeAsync("teamskit", source,
        [
            .. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(packages, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ]);
    }
}
