using ChatTriage.Tests.Infrastructure;
using ChatTriage.Training;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>The labelled texts beside the repository; tests that need them are skipped without.</summary>
internal static class LabelledData
{
    /// <summary>The rows of a file; ends the test as skipped when it is not there.</summary>
    public static List<LabelledText> Rows(string file) => LabelledText.Read(Folder(), file);

    /// <summary>The folder of the data; ends the test as skipped when there is none.</summary>
    public static string Folder()
    {
        string? readme = SharedFiles.Find("data/README.md");
        Assert.SkipWhen(readme is null, "shared/data is not here.");
        return Path.GetDirectoryName(readme)!;
    }
}
