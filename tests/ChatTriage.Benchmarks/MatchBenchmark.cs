using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Benchmarks;

/// <summary>One text against all rules, beside one compiled alternation of the same words.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MatchBenchmark
{
    private const string Text = "Waited forty minutes on the phone and was cut off twice, then the app logged me out again, so brand7 please tell me which desk is awake today";
    private readonly List<int> _hits = [];
    private BrandMatcher _matcher = null!;
    private Regex _alternation = null!;

    /// <summary>Brand rules.</summary>
    [Params(10, 1_000)]
    public int Rules { get; set; }

    /// <summary>Builds both.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _matcher = new BrandMatcher([.. Enumerable.Range(0, Rules).Select(i => MatchRule.Parse($"brand{i} OR @brand{i}"))]);
        _alternation = new Regex($@"\b(?:{string.Join('|', Enumerable.Range(0, Rules).Select(i => $"brand{i}"))})\b", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>The product's matcher.</summary>
    [Benchmark(Baseline = true)]
    public int OnePass()
    {
        _hits.Clear();
        _matcher.Match(new MatchInput(Text, "load"), _hits);
        return _hits.Count;
    }

    /// <summary>What one would write first.</summary>
    [Benchmark]
    public int CompiledAlternation() => _alternation.Count(Text);
}
