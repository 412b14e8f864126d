using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Keeps the memory of this process in step with what any process stored. Used inside write transactions only, of which there is one at a time; when one is
/// rolled back, the numbers it had are used again, so the last few that were seen are looked at before going on from there.
/// </summary>
public sealed class StoryFeed(StoryIndex index, StoryReader reader)
{
    private const int Newest = 30_000;

    /// <summary>How many texts are in memory at a time: a text may have a million characters.</summary>
    private const int Page = 100;

    private const string Next =
        "SELECT f.seq, f.mark, m.id, m.brand, m.text FROM story_feed f JOIN mention m ON m.id = f.mention_id WHERE f.seq > @p0 ORDER BY f.seq LIMIT @p1";

    private const int Steps = 32;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(8);
    private readonly Stack<(long Seq, long Mark)> _seen = new();

    /// <summary>Takes in what was stored since the last look.</summary>
    public void CatchUp(DbSession session)
    {
        while (_seen.TryPeek(out (long Seq, long Mark) last) && !(session.Query<long>("SELECT mark FROM story_feed WHERE seq = @p0", last.Seq) is [var mark] && mark == last.Mark))
        {
            _seen.Pop();
        }

        if (!_seen.TryPeek(out (long Seq, long Mark) from))
        {
            index.Clear();
        }

        // A process that has not looked for long needs no more than one that starts.
        long after = Math.Max(from.Seq, session.Query<long>("SELECT coalesce(max(seq), 0) FROM story_feed")[0] - Newest);
        for (IReadOnlyList<Row> rows = session.Query<Row>(Next, after, Page); rows.Count > 0; rows = session.Query<Row>(Next, rows[^1].Seq, Page))
        {
            foreach (Row row in rows)
            {
                if (reader.Read(row.Text, row.Brand))
                {
                    index.Add(row.Id, reader);
                }

                See(row.Seq, row.Mark);
            }
        }
    }

    /// <summary>Tells every process, this one at once, that a mention may be like the next ones.</summary>
    public void Add(DbSession session, Mention mention, DateTimeOffset now)
    {
        long mark = Random.Shared.NextInt64();
        if (session.InsertedId("INSERT INTO story_feed (mention_id, at, mark) VALUES (@p0, @p1, @p2)", mention.Id, now, mark) is { } seq)
        {
            See(seq, mark);
        }

        if (reader.Read(mention.Text, mention.Brand))
        {
            index.Add(mention.Id, reader);
        }
    }

    /// <summary>Forgets what is too old to be joined.</summary>
    public static int Tidy(DbSession session, DateTimeOffset now) => session.Execute("DELETE FROM story_feed WHERE at < @p0 AND seq < (SELECT max(seq) FROM story_feed)", now - Kept);

    private void See(long seq, long mark)
    {
        _seen.Push((seq, mark));
        if (_seen.Count > 2 * Steps)
        {
            (long Seq, long Mark)[] newest = [.. _seen.Take(Steps)];
            _seen.Clear();
            foreach ((long Seq, long Mark) step in newest.Reverse())
            {
                _seen.Push(step);
            }
        }
    }

    private sealed record Row
    {
        public long Seq { get; init; }

        public long Mark { get; init; }

        public long Id { get; init; }

        public string? Brand { get; init; }

        public required string Text { get; init; }
    }
}
