namespace ChatTriage.Tests.Snapshots;

/// <summary>The expected cards themselves.</summary>
public sealed class SnapshotFilesTests
{
    [Fact]
    public void Every_Expected_Card_Is_Compared_By_A_Test()
    {
        string tests = string.Concat(Directory.EnumerateFiles(Snapshot.Folder, "*.cs").Select(File.ReadAllText));

        string[] unused = [.. Directory.EnumerateFiles(Snapshot.Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Where(name => !tests.Contains($"\"{name}\"", StringComparison.Ordinal))];

        unused.ShouldBeEmpty();
    }
}
