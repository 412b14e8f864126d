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

        IReadOnlyList<Row> rows = _seen.TryPeek(out (long Seq, long Mark) from)
            ? session.Query<Row>("SELECT f.seq, f.mark, m.id, m.brand, m.text FROM story_feed f JOIN mention m ON m.id = f.mention_id WHERE f.seq > @p0 ORDER BY f.seq", from.Seq)
            : FromTheStart(session);
        foreach (Row row in rows)
        {
            if (reader.Read(row.Text, row.Brand))
            {
                index.Add(row.Id, reader);
            }

            See(row.Seq, row.Mark);
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

    private IReadOnlyList<Row> FromTheStart(DbSession session)
    {
        index.Clear();
        return session.Query<Row>(
            """
            SELECT f.seq, f.mark, m.id, m.brand, m.text FROM (SELECT * FROM story_feed ORDER BY seq DESC LIMIT @p0) AS f JOIN mention m ON m.id = f.mention_id
            ORDER BY f.seq
            """,
            Newest);
    }

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
