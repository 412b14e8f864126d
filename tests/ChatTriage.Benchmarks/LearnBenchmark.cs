using BenchmarkDotNet.Attributes;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Benchmarks;

/// <summary>What a suggestion and a decision cost, and how long a start with 50,000 decisions in the store learns.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class LearnBenchmark
{
    private const int Decisions = 50_000;
    private readonly DecisionModel _model = new();
    private readonly LocalAnalyzer _analyzer = new();
    private readonly TextFeature[] _room = new TextFeature[DecisionFeatures.MaxCount];
    private LearntDecision[] _decisions = null!;
    private Mention _mention = null!;
    private int _next;

    /// <summary>Makes decisions about texts of the length of a tweet, none like the other.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _decisions = [.. Enumerable.Range(1, Decisions).Select(i => new LearntDecision { Id = i, Seq = i, Category = (Category)(i % 3), FeaturesVersion = DecisionFeatures.Version, Features = Pack(i) })];
        _mention = MentionOf(7);
        foreach (LearntDecision decision in _decisions.Take(1_000))
        {
            Learn(decision);
        }
    }

    /// <summary>Features of the words, and the model's word about them.</summary>
    [Benchmark]
    public Category? Suggest() => Suggester.Of(_model, _room.AsSpan(0, Extract(_mention)), Tone.Unknown).Category;

    /// <summary>Features of the words, as a decision keeps them.</summary>
    [Benchmark]
    public int Keep() => Pack(7).Length;

    /// <summary>One step of learning, from stored features.</summary>
    [Benchmark]
    public void Learn() => Learn(_decisions[_next++ % 1_000]);

    /// <summary>All decisions learnt anew, as at the start, without reading them.</summary>
    [Benchmark]
    public bool FoldAll() => new DecisionFold(0).TryTake(_decisions);

    private static Mention MentionOf(int i) => new()
    {
        Source = "load", ExternalId = "x", Brand = "acme", State = MentionState.AwaitingTriage,
        Text = $"acme waited forty minutes on the phone about {Name(i)} and was cut off twice, then the app {Name(i * 31)} logged me out again, so tell me which desk {Name(i * 977)} is awake",
    };

    private static string Name(int i) => string.Concat(Enumerable.Range(0, 6).Select(k => (char)('a' + (((i * 2654435761L) >> (k * 5)) & 15))));

    private int Extract(Mention mention) => DecisionFeatures.Extract(mention, _analyzer.Analyze(mention.Text, mention.Language, TermMask.None), TermMask.None, _room);

    private byte[] Pack(int i) => DecisionFeatures.Pack(_room.AsSpan(0, Extract(MentionOf(i))));

    private void Learn(LearntDecision decision) => _model.Learn(_room.AsSpan(0, DecisionFeatures.Unpack(decision.Features, _room)), decision.Category, reason: null);
}
