using BenchmarkDotNet.Attributes;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Benchmarks;

/// <summary>What a suggestion and a decision cost, and how long a start with 50,000 decisions in the store learns.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class LearnBenchmark
{
    private const int Decisions = 49_999;
    private readonly DecisionModel _model = new();
    private readonly LocalAnalyzer _analyzer = new();
    private readonly TextFeature[] _room = new TextFeature[DecisionFeatures.MaxCount];
    private readonly string _folder = Directory.CreateTempSubdirectory("chattriage-learn-").FullName;
    private SqliteDatabase _database = null!;
    private LiveSettings _settings = null!;
    private Suggester? _caughtUp;
    private LearntDecision[] _decisions = null!;
    private Mention _mention = null!;
    private int _next;

    /// <summary>Makes decisions about texts of the length of a tweet, none like the other.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _decisions = [.. Enumerable.Range(1, Decisions).Select(i => new LearntDecision { Id = i, Seq = i, Category = (Category)(i % 3), FeaturesVersion = DecisionFeatures.Version, Features = Pack(i) })];
        _mention = MentionOf(7);
        foreach (LearntDecision decision in _decisions.Take(1_000))
        {
            Learn(decision);
        }

        StoredValues.RegisterHandlers();
        _settings = new LiveSettings(new ConfigurationBuilder().Build(), NullLogger<LiveSettings>.Instance);
        _database = new SqliteDatabase($"Data Source={Path.Combine(_folder, "learn.db")}", NullLogger<SqliteDatabase>.Instance);
        await _database.MigrateAsync();
        foreach (LearntDecision[] part in _decisions.Chunk(5_000))
        {
            await _database.WriteAsync(session => Task.FromResult(part.Sum(decision => session.Execute(
                "INSERT INTO decision (id, seq, mention_id, brand, category, features_version, features, by_rule, decided_by, decided_at) VALUES (@p0, @p0, @p0, 'acme', @p1, @p2, @p3, 0, 'load:owner', 0)",
                decision.Id, decision.Category, decision.FeaturesVersion, decision.Features))));
        }
    }

    /// <summary>Removes the store.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        _caughtUp?.Dispose();
        _settings.Dispose();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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

    /// <summary>A start: all decisions read from the store and learnt, as many as are ever learnt from.</summary>
    [Benchmark]
    public async Task<long> StartAsync()
    {
        using var suggester = new Suggester(_database, new FeatureReader(_analyzer, _settings));
        await suggester.CatchUpAsync();
        return suggester.Seen;
    }

    /// <summary>Asking whether anything was decided since, as before each batch of mentions.</summary>
    [Benchmark]
    public async Task<long> NothingNewAsync()
    {
        _caughtUp ??= new Suggester(_database, new FeatureReader(_analyzer, _settings));
        await _caughtUp.CatchUpAsync();
        return _caughtUp.Seen;
    }

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
