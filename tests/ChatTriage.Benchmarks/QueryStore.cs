using System.Globalization;
using System.Text;
using ChatTriage.Ingestion;
using ChatTriage.Mentions;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Searching;
using ChatTriage.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatTriage.Benchmarks;

/// <summary>
/// A store as ninety days leave it: fifty brands of which the first has a fifth of all mentions, five sources, most older ones done, words as unevenly frequent as in a language,
/// one in twenty an hour or two late. Written by the program's own statements, without the disk being waited for.
/// </summary>
internal sealed class QueryStore(int rows, Random random)
{
    public const int Brands = 50;
    public static readonly DateTimeOffset End = new(2026, 11, 23, 14, 5, 0, TimeSpan.Zero);
    private const int Days = 90;
    private const int Commit = 20_000;
    private const string InsertBrand = "INSERT INTO mention_brand (brand, observed_at, mention_id) VALUES (@p0, @p1, @p2)";
    private static readonly string[] Sources = ["bluesky", "mastodon", "reddit", "news", "reviews"];
    private static readonly TimeSpan Latest = TimeSpan.FromHours(3);
    private readonly Zipf _brands = new(Brands, 1.0, random);
    private readonly Zipf _words = new(30_000, 1.0, random);
    private readonly Zipf _phrases = new(2_000, 1.1, random);
    private readonly Dictionary<RollUpCell, int> _cells = [];
    private readonly Dictionary<(string Brand, long Hour), PhraseCounts> _hours = [];

    /// <summary>A brand, the busy ones more often.</summary>
    public string Brand() => BrandName(_brands.Next());

    /// <summary>A word that about one mention in some hundreds holds.</summary>
    public string Word() => WordOf(30 + random.Next(300));

    public static string BrandName(int brand) => $"Brand{brand:00}";

    public async Task WriteAsync(string file)
    {
        await using (var database = new SqliteDatabase($"Data Source={file}", NullLogger<SqliteDatabase>.Instance))
        {
            await database.MigrateAsync();
        }

        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-800000; DROP INDEX mention_facts;");
        var session = new DbSession(connection);
        TimeSpan step = TimeSpan.FromTicks(TimeSpan.FromDays(Days).Ticks / rows);
        for (int written = 0; written < rows;)
        {
            Run(connection, "BEGIN");
            for (int last = Math.Min(rows, written + Commit); written < last; written++)
            {
                Write(session, written, End - ((rows - written) * step));
            }

            Flush(session, written == rows ? DateTimeOffset.MaxValue : End - ((rows - written) * step) - Latest);
            Run(connection, "COMMIT");
        }

        Run(connection, "CREATE INDEX mention_facts ON mention (id, observed_at, state, sentiment, source) WHERE state <> 'Unmatched'; UPDATE phrase_progress SET upto = (SELECT max(id) FROM mention)");
        Run(connection, "PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL; ANALYZE");
    }

    private void Write(DbSession session, int number, DateTimeOffset arrived)
    {
        string brand = Brand();
        DateTimeOffset observed = (random.Next(20) == 0 ? arrived - (random.NextDouble() * TimeSpan.FromHours(2)) : arrived).Stored();
        MentionState state = (End - arrived) > TimeSpan.FromDays(1)
            ? random.Next(20) switch { < 11 => MentionState.NoResponse, < 17 => MentionState.Merged, < 19 => MentionState.Answered, _ => MentionState.AwaitingTriage }
            : random.Next(20) switch { < 10 => MentionState.AwaitingTriage, < 14 => MentionState.Merged, < 18 => MentionState.NoResponse, 18 => MentionState.Routed, _ => MentionState.Answered };
        string phrases = $"{PhraseOf(brand, _phrases.Next())}\n{PhraseOf(brand, _phrases.Next())}";
        var mention = new Mention
        {
            Source = Sources[Math.Min(random.Next(5), random.Next(5))],
            ExternalId = number.ToString(CultureInfo.InvariantCulture),
            Text = Text(brand),
            Url = $"https://example.com/p/{number}",
            ObservedAt = observed,
            ReceivedAt = arrived.Stored(),
            AuthorName = "Somebody",
            AuthorHandle = $"a{random.Next(2000)}",
            Language = random.Next(4) == 0 ? "de" : "en",
            Brand = brand,
            Brands = brand,
            Sentiment = (Tone)random.Next(2, 6),
            State = state,
            Version = 1,
            Phrases = phrases,
        };
        long id = MentionRows.Insert(session, mention)!.Value;
        session.Execute(InsertBrand, brand, observed, id);
        FullText.Add(session, id, mention);
        RollUp.Count(_cells, mention);
        (string, long) hour = (brand, HourCounts.HourOf(observed.ToMicroseconds()));
        (_hours.TryGetValue(hour, out PhraseCounts? counts) ? counts : _hours[hour] = new PhraseCounts()).Add(phrases);
    }

    /// <summary>What nothing more comes into.</summary>
    private void Flush(DbSession session, DateTimeOffset before)
    {
        long end = before == DateTimeOffset.MaxValue ? long.MaxValue : HourCounts.HourOf(before.ToMicroseconds());
        KeyValuePair<RollUpCell, int>[] cells = [.. _cells.Where(cell => cell.Key.Bucket < end)];
        RollUp.Write(session, cells);
        Array.ForEach(cells, cell => _cells.Remove(cell.Key));
        foreach (((string brand, long hour), PhraseCounts counts) in _hours.Where(hour => hour.Key.Hour < end).ToArray())
        {
            PhraseRows.Add(session, brand, hour, counts);
            _hours.Remove((brand, hour));
        }
    }

    private string Text(string brand)
    {
        var text = new StringBuilder(brand);
        for (int i = random.Next(8, 24); i > 0; i--)
        {
            text.Append(' ').Append(WordOf(_words.Next()));
        }

        return text.ToString();
    }

    private static string PhraseOf(string brand, int phrase) => $"{WordOf(phrase)} {brand[^1]}{phrase % 7}";

    /// <summary>Syllables, so that words are as long and as different as words are.</summary>
    private static string WordOf(int word)
    {
        const string Consonants = "bdfgklmnprst";
        const string Vowels = "aeiou";
        var text = new StringBuilder();
        for (int rest = word + 60; rest > 0; rest /= 60)
        {
            text.Append(Consonants[rest % 12]).Append(Vowels[rest % 60 / 12]);
        }

        return text.ToString();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
