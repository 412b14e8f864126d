using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Snapshots;

/// <summary>
/// Compares what people see with <c>Snapshots/NAME.json</c>. When a change is wanted, run the tests with
/// <c>CHATTRIAGE_ACCEPT_SNAPSHOTS=1</c>, look at the difference that git shows, and commit it.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>Set to 1, what is shown now becomes what is expected.</summary>
    private const string AcceptVariable = "CHATTRIAGE_ACCEPT_SNAPSHOTS";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where the expected cards lie.</summary>
    public static string Folder { get; } = Repository.At("tests", "ChatTriage.Tests", "Snapshots");

    /// <summary>Fails with the first line that differs, and leaves what was shown in <c>tests/output/snapshots</c>.</summary>
    public static void ShouldBeSnapshot(this JsonNode? shown, string name)
    {
        string received = SealedPicture().Replace($"{shown.ShouldNotBeNull().ToJsonString(Readable).ReplaceLineEndings("\n")}\n", "/charts/sealed.png");
        string expectedFile = Path.Combine(Folder, $"{name}.json");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(expectedFile, received);
            return;
        }

        string expected = File.Exists(expectedFile) ? File.ReadAllText(expectedFile).ReplaceLineEndings("\n") : "";
        if (expected == received)
        {
            return;
        }

        string receivedFile = Path.Combine(Directory.CreateDirectory(Repository.At("tests", "output", "snapshots")).FullName, $"{name}.received.json");
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{FirstDifference(name, expected.Split('\n'), received.Split('\n'))}\nAll of it: diff {expectedFile} {receivedFile}\nTo accept it: {AcceptVariable}=1");
    }

    private static string FirstDifference(string name, string[] expected, string[] received)
    {
        int line = Enumerable.Range(0, Math.Max(expected.Length, received.Length)).First(index => expected.ElementAtOrDefault(index) != received.ElementAtOrDefault(index));
        return $"The card '{name}' looks different from line {line + 1} on.\n  expected: {expected.ElementAtOrDefault(line)?.Trim()}\n  shown:    {received.ElementAtOrDefault(line)?.Trim()}";
    }

    /// <summary>The address of a picture is sealed anew each time.</summary>
    [GeneratedRegex(@"/charts/[\w-]+\.png")]
    private static partial Regex SealedPicture();
}
