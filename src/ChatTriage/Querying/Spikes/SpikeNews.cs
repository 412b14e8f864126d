using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Spikes;

/// <summary>What a spike is about: bars of five minutes, tones, the stories most is said in, and who answers. Every read is bounded, however high the flood.</summary>
internal sealed record SpikeNews
{
    /// <summary>Length of a bar, in minutes.</summary>
    public const int BarMinutes = 5;

    private const int Bars = 12;
    private const int Newest = 2000;
    private const int TopStories = 3;
    private const int MostHolders = 5;
    private const string Counted = "SELECT (observed_at - @from) / @length, count(*) FROM mention_brand WHERE brand = @Brand AND observed_at >= @from AND observed_at < @to GROUP BY 1";
    private const string CountedLately =
        "SELECT count(*) FILTER (WHERE observed_at > @now - @length), count(*) FROM mention_brand WHERE brand = @Brand AND observed_at > @now - 2 * @length AND observed_at <= @now";

    private const string Tones = "SELECT sentiment, sum(n) FROM rollup WHERE brand = @Brand AND bucket >= @first AND bucket < @to GROUP BY sentiment HAVING sum(n) > 0";
    private const string TopOfNewest =
        """
        SELECT coalesce(m.story_id, m.id) AS leader, count(*) AS n
        FROM (SELECT mention_id FROM mention_brand WHERE brand = @Brand AND observed_at >= @first AND observed_at < @to ORDER BY observed_at DESC, mention_id DESC LIMIT @Newest) AS b
        JOIN mention m ON m.id = b.mention_id GROUP BY 1 ORDER BY n DESC, leader LIMIT @TopStories
        """;

    private const string Held = "SELECT * FROM mention WHERE state = 'Claimed' AND brand = @Brand ORDER BY id DESC LIMIT @MostHolders";

    private static readonly TimeSpan Bar = TimeSpan.FromMinutes(BarMinutes);

    /// <summary>Counts of five minutes each, oldest first; the last is the one that runs.</summary>
    public required IReadOnlyList<long> Minutes { get; init; }

    /// <summary>Count of the last five minutes, to the moment; the bar that runs may have just begun.</summary>
    public required long Latest { get; init; }

    /// <summary>Count of the five minutes before these.</summary>
    public required long Before { get; init; }

    /// <summary>Counts by tone since shortly before it began.</summary>
    public required IReadOnlyDictionary<Tone, long> ByTone { get; init; }

    /// <summary>The first post of each story that most of the newest posts belong to, with how many the story has.</summary>
    public required IReadOnlyList<(Mention First, long Count)> Stories { get; init; }

    /// <summary>Items that somebody is answering.</summary>
    public required IReadOnlyList<Mention> Claimed { get; init; }

    /// <summary>Reads it.</summary>
    public static async Task<SpikeNews> ReadAsync(DbConnection connection, Spike spike, DateTimeOffset now)
    {
        DateTimeOffset end = spike.EndedAt ?? now;
        DateTimeOffset lastBar = new(end.UtcTicks - (end.UtcTicks % Bar.Ticks), TimeSpan.Zero);
        var span = new
        {
            spike.Brand,
            from = lastBar - ((Bars - 1) * Bar),
            to = lastBar + Bar,
            now = end,
            length = (long)Bar.TotalMicroseconds,

            // What made it a spike was said in the hour before it was noticed.
            first = RollUp.BucketOf(spike.BeganAt.AddHours(-1)),
            Newest,
            TopStories,
            MostHolders,
        };
        var counts = (await connection.QueryAsync<(long Bar, long N)>(Counted, span)).ToDictionary(count => count.Bar, count => count.N);
        (long latest, long both) = await connection.QuerySingleAsync<(long, long)>(CountedLately, span);
        var stories = (await connection.QueryAsync<(long Leader, long N)>(TopOfNewest, span)).ToArray();
        var leaders = (await connection.QueryAsync<Mention>("SELECT * FROM mention WHERE id IN @ids", new { ids = stories.Select(story => story.Leader) })).ToDictionary(mention => mention.Id);
        var joined = (await connection.QueryAsync<(long Leader, long N)>("SELECT leader, joined FROM story WHERE leader IN @ids", new { ids = leaders.Keys })).ToDictionary(story => story.Leader, story => story.N);
        return new SpikeNews
        {
            Minutes = [.. Enumerable.Range(0, Bars).Select(bar => counts.GetValueOrDefault(bar))],
            Latest = latest,
            Before = both - latest,
            ByTone = (await connection.QueryAsync<(string Tone, long N)>(Tones, span)).ToDictionary(tone => Enum.Parse<Tone>(tone.Tone), tone => tone.N),
            Stories = [.. stories.Where(story => leaders.ContainsKey(story.Leader)).Select(story => (leaders[story.Leader], Math.Max(story.N, joined.GetValueOrDefault(story.Leader) + 1)))],
            Claimed = [.. await connection.QueryAsync<Mention>(Held, span)],
        };
    }
}
