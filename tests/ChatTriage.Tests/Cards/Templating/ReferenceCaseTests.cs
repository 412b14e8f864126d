using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Cards.Templating;

/// <summary>Holds the engine to the output of adaptivecards-templating 2.3.1, case by case.</summary>
public sealed class ReferenceCaseTests(ITestOutputHelper output)
{
    private const string FileName = "teams/templating-cases.json";

    // Raise this when more is supported; a case that stops being supported has to show.
    private const int MinSupported = 330;

    private static readonly Lazy<IReadOnlyList<ReferenceCase>> Cases = new(Load);

    /// <summary>Places of the cases in the file; one that says so when the file is absent.</summary>
    public static TheoryData<int, string> Numbered()
    {
        var numbered = new TheoryData<int, string>();
        for (var i = 0; i < Cases.Value.Count; i++)
        {
            numbered.Add(i, Cases.Value[i].Name);
        }

        if (Cases.Value.Count == 0)
        {
            numbered.Add(-1, "no file");
        }

        return numbered;
    }

    [Theory]
    [MemberData(nameof(Numbered))]
    public void Supported_Case_Equals_The_Reference(int number, string name)
    {
        Assert.SkipWhen(number < 0, $"shared/{FileName} is not here.");
        var reference = Cases.Value[number];
        Assert.SkipWhen(reference.IsQuirk, "What the reference does here is not to be copied.");

        var (result, fault) = Expand(reference);

        Assert.SkipWhen(fault == CardTemplateFault.NotSupported && !reference.Throws, "Not supported, and refused when the template is read.");
        if (reference.Throws)
        {
            fault.ShouldNotBeNull($"{name} gave {result?.ToJsonString()}");
        }
        else
        {
            fault.ShouldBeNull();
            JsonNode.DeepEquals(result, reference.Expected).ShouldBeTrue($"{name} gave {result?.ToJsonString() ?? "null"}");
        }
    }

    [Fact]
    public void Coverage_Of_The_Reference_Does_Not_Shrink()
    {
        Assert.SkipWhen(Cases.Value.Count == 0, $"shared/{FileName} is not here.");
        var counted = Cases.Value.Where(reference => !reference.IsQuirk).ToList();
        var unsupported = counted.Where(reference => !reference.Throws && Expand(reference).Fault == CardTemplateFault.NotSupported).ToList();
        var supported = counted.Count - unsupported.Count;

        output.WriteLine($"{supported} of {counted.Count} cases equal the reference; {Cases.Value.Count - counted.Count} quirks are left out.");
        output.WriteLine($"Not supported: {string.Join("; ", unsupported.Select(reference => reference.Name))}");
        supported.ShouldBeGreaterThanOrEqualTo(MinSupported);
    }

    private static (JsonNode? Result, CardTemplateFault? Fault) Expand(ReferenceCase reference)
    {
        try
        {
            return (CardTemplate.Parse(reference.Template, reference.Name).Expand(reference.Data, reference.Host), null);
        }
        catch (CardTemplateException wrong)
        {
            return (null, wrong.Fault);
        }
    }

    private static IReadOnlyList<ReferenceCase> Load() => SharedFiles.Find(FileName) is { } path
        ? [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(json => ReferenceCase.Read(json!))]
        : [];
}
