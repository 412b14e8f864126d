using System.Diagnostics;
using System.Globalization;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Benchmarks;

/// <summary>
/// What a suggestion and a decision cost, and how long a start with as many decisions as are ever learnt from takes. Counted is processor time, which says the same on a busy
/// machine.
/// </summary>
public sealed class LearnLoad
{
    private const int Decisions = 49_999;
    private readonly LocalAnalyzer _analyzer = new();
    private readonly DecisionModel _model = new();
    private readonly TextFeature[] _room = new TextFeature[DecisionFeatures.MaxCount];

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-learn-").FullName;
        try
        {
            await new LearnLoad().MeasureAsync(Path.Combine(folder, "learn.db"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(string file)
    {
        LearntDecision[] decisions = [.. Enumerable.Range(1, Decisions).Select(i => new LearntDecision { Id = i, Seq = i, Category = (Category)(i % 3), FeaturesVersion = DecisionFeatures.Version, Features = Pack(MentionOf(i)) })];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"features of a decision: {decisions.Average(decision => decision.Features.Length):0} bytes"));
        Mention[] mentions = [.. Enumerable.Range(0, 1_000).Select(MentionOf)];
        Repeat("a step of learning, from stored features", 20_000, i => Learn(decisions[i % Decisions]));
        Repeat("reading a mention and its features", 20_000, i => Extract(mentions[i % mentions.Length]));
        Repeat("the same with a suggestion", 20_000, i => Suggester.Of(_model, _room.AsSpan(0, Extract(mentions[i % mentions.Length])), Tone.Unknown));

        StoredValues.RegisterHandlers();
        using var settings = new LiveSettings(new ConfigurationBuilder().Build(), NullLogger<LiveSettings>.Instance);
        await using var database = new SqliteDatabase($"Data Source={file}", NullLogger<SqliteDatabase>.Instance);
        await database.MigrateAsync();
        foreach (LearntDecision[] part in decisions.Chunk(5_000))
        {
            await database.WriteAsync(session => Task.FromResult(part.Sum(decision => session.Execute(
                "INSERT INTO decision (id, seq, mention_id, brand, category, features_version, features, by_rule, decided_by, decided_at) VALUES (@p0, @p0, @p0, 'acme', @p1, @p2, @p3, 0, 'load:owner', 0)",
                decision.Id, decision.Category, decision.FeaturesVersion, decision.Features))));
        }

        for (int round = 0; round < 3; round++)
        {
            using var suggester = new Suggester(database, new FeatureReader(_analyzer, settings));
            TimeSpan before = Spent();
            await suggester.CatchUpAsync();
            _ = suggester.Suggest(mentions[0]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a start with {Decisions:N0} decisions: {(Spent() - before).TotalMilliseconds:N0} ms"));
            before = Spent();
            for (int i = 0; i < 1_000; i++)
            {
                await suggester.CatchUpAsync();
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"asking whether anything is new: {(Spent() - before).TotalMicroseconds / 1_000:0.0} µs"));
        }
    }

    private static void Repeat(string what, int times, Action<int> act)
    {
        for (int i = 0; i < times; i++)
        {
            act(i);
        }

        TimeSpan before = Spent();
        for (int i = 0; i < times; i++)
        {
            act(i);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {(Spent() - before).TotalMicroseconds / times:0.0} µs"));
    }

    private static TimeSpan Spent()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static Mention MentionOf(int i) => new()
    {
        Source = "load",
        ExternalId = "x",
        Brand = "acme",
        State = MentionState.AwaitingTriage,
        Text = $"acme waited forty minutes on the phone about {Name(i)} and was cut off twice, then the app {Name(i * 31)} logged me out again, so tell me which desk {Name(i * 977)} is awake",
    };

    private static string Name(int i) => string.Concat(Enumerable.Range(0, 6).Select(k => (char)('a' + (((i * 2654435761L) >> (k * 5)) & 15))));

    private int Extract(Mention mention) => DecisionFeatures.Extract(mention, _analyzer.Analyze(mention.Text, mention.Language, TermMask.None), TermMask.None, _room);

    private byte[] Pack(Mention mention) => DecisionFeatures.Pack(_room.AsSpan(0, Extract(mention)));

    private void Learn(LearntDecision decision) => _model.Learn(_room.AsSpan(0, DecisionFeatures.Unpack(decision.Features, _room)), decision.Category, reason: null);
}
