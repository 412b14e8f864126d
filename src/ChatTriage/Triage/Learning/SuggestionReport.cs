using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Triage.Learning;

/// <summary>How suggestions have done, for people who ask: an honest record, with what the percentages were worth.</summary>
public sealed record SuggestionReport
{
    /// <summary>What is older is not looked at; the same number bounds what is learnt from.</summary>
    private const int Newest = 50_000;

    private const int CalibratedOver = 500;

    /// <summary>Decisions in force.</summary>
    public required long Decisions { get; init; }

    /// <summary>Decisions that were taken back or replaced.</summary>
    public required long Undone { get; init; }

    /// <summary>When the first of them was made; nothing without any.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Each brand's last fifty decisions with a suggestion of one kind, by the suggested category.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>Decisions in which a probability had been suggested, at most the last 500.</summary>
    public required long Calibrated { get; init; }

    /// <summary>How sure these suggestions were on the average, 0 to 1.</summary>
    public required double Said { get; init; }

    /// <summary>How many of them were right, 0 to 1.</summary>
    public required double Right { get; init; }

    /// <summary>By how much the stated probability was off, on the average over ten steps of it; see <see cref="ReplayScore.CalibrationError"/>.</summary>
    public required double OffBy { get; init; }

    /// <summary>Reads it.</summary>
    public static Task<SuggestionReport> ReadAsync(Database database, CancellationToken cancellation) => database.ReadSnapshotAsync(ReadAsync, cancellation);

    private static async Task<SuggestionReport> ReadAsync(DbConnection connection)
    {
        (long decisions, long undone, DateTimeOffset? since) = await connection.QuerySingleAsync<(long, long, DateTimeOffset?)>(
            "SELECT count(*) FILTER (WHERE undone_at IS NULL), count(*) FILTER (WHERE undone_at IS NOT NULL), min(decided_at) FROM decision");
        IEnumerable<Line> lines = await connection.QueryAsync<Line>(
            $"""
            SELECT brand, by_rule, suggested, count(*) AS compared, sum(category = suggested) AS agreed
            FROM (
              SELECT brand, by_rule, suggested, category, row_number() OVER (PARTITION BY brand, by_rule ORDER BY id DESC) AS place
              FROM decision WHERE id > (SELECT coalesce(max(id), 0) - {Newest} FROM decision) AND undone_at IS NULL AND suggested IS NOT NULL) AS ranked
            WHERE place <= 50 GROUP BY brand, by_rule, suggested ORDER BY brand, by_rule, suggested
            """);
        var score = new ReplayScore();
        double said = 0;
        foreach ((string suggested, double confidence, string category) in await connection.QueryAsync<(string, double, string)>(
            $"SELECT suggested, suggested_confidence, category FROM decision WHERE undone_at IS NULL AND suggested_confidence IS NOT NULL ORDER BY id DESC LIMIT {CalibratedOver}"))
        {
            score.Add(new Suggestion(Enum.Parse<Category>(suggested), confidence, Reason: null), Enum.Parse<Category>(category));
            said += confidence;
        }

        return new SuggestionReport
        {
            Decisions = decisions,
            Undone = undone,
            Since = since,
            Lines = [.. lines],
            Calibrated = score.Decisions,
            Said = score.Decisions == 0 ? 0 : said / score.Decisions,
            Right = score.Accuracy ?? 0,
            OffBy = score.CalibrationError ?? 0,
        };
    }

    /// <summary>How suggestions of one category did for one brand.</summary>
    public sealed record Line
    {
        /// <summary>The brand.</summary>
        public required string Brand { get; init; }

        /// <summary>Suggested by the stated rule, not learnt.</summary>
        public required bool ByRule { get; init; }

        /// <summary>What was suggested.</summary>
        public required Category Suggested { get; init; }

        /// <summary>How often.</summary>
        public required long Compared { get; init; }

        /// <summary>How often it was decided.</summary>
        public required long Agreed { get; init; }
    }
}
