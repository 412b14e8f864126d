namespace ChatTriage.Tests.Infrastructure;

/// <summary>Reference material that lies beside the repository in <c>shared/</c> and is not part of it.</summary>
internal static class SharedFiles
{
    /// <summary>
    /// The full path of a file in the shared folder: the one that <c>CHATTRIAGE_SHARED</c> names, else the nearest
    /// <c>shared/</c> above the tests that has the file. Null when there is none.
    /// </summary>
    public static string? Find(string relativePath)
    {
        if (Environment.GetEnvironmentVariable("CHATTRIAGE_SHARED") is { Length: > 0 } shared)
        {
            return Existing(Path.Combine(shared, relativePath));
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", relativePath)) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
