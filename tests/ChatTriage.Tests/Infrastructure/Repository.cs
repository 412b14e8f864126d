namespace ChatTriage.Tests.Infrastructure;

/// <summary>The files of the repository, for tests about the files themselves.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below it.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The C# files below <c>src/ChatTriage</c> and what is written in them, by path with forward slashes.</summary>
    public static IReadOnlyDictionary<string, string> Sources { get; } = Directory
        .EnumerateFiles(At("src", "ChatTriage"), "*.cs", SearchOption.AllDirectories)
        .Select(file => (File: file, Path: Path.GetRelativePath(At("src", "ChatTriage"), file).Replace('\\', '/')))
        .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal) && !source.Path.StartsWith("bin/", StringComparison.Ordinal))
        .ToDictionary(source => source.Path, source => File.ReadAllText(source.File));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatTriage.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No ChatTriage.sln above the tests.");
    }
}
