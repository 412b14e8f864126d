using System.Text.Json;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Answers;

/// <summary>A page of a brand's mentions, newest first, where the roll-up has counted them: it says in which hours anything fits, and only those are looked through.</summary>
internal static class NewestRows
{
    private const string Newest =
        """
        SELECT m.* FROM mention_brand b CROSS JOIN mention m ON m.id = b.mention_id
        WHERE b.brand = @p0 AND b.observed_at >= @p1 AND b.observed_at < @p2 AND (b.observed_at, b.mention_id) < (@p3, @p4)
        ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT @p5
        """;

    private const string NewestThatFit =
        """
        SELECT m.id FROM mention_brand b CROSS JOIN mention m INDEXED BY mention_facts ON m.id = b.mention_id AND m.state <> 'Unmatched'
        WHERE b.brand = @p0 AND b.observed_at >= @p1 AND b.observed_at < @p2 AND (b.observed_at, b.mention_id) < (@p3, @p4)
          AND (@p6 IS NULL OR m.sentiment IN (SELECT value FROM json_each(@p6)))
          AND (@p7 IS NULL OR m.state IN (SELECT value FROM json_each(@p7)))
          AND (@p8 IS NULL OR m.source IN (SELECT value FROM json_each(@p8)))
        ORDER BY b.observed_at DESC, b.mention_id DESC LIMIT @p5
        """;

    private const string ByIds = "SELECT m.* FROM json_each(@p0) j CROSS JOIN mention m ON m.id = j.value ORDER BY j.key";
    private const string PhrasesByIds = "SELECT m.phrases FROM json_each(@p0) j CROSS JOIN mention m ON m.id = j.value WHERE m.phrases IS NOT NULL";

    /// <summary>Reads the page.</summary>
    public static IReadOnlyList<Mention> Read(PreparedStatements statements, string brand, WindowCounts counts, PageCursor cursor, int most)
    {
        long from = counts.Bars.Starts.Length == 0 ? counts.Bars.End : counts.Bars.Starts[0];
        if (counts.Filter.IsEmpty)
        {
            return statements.Query<Mention>(Newest, brand, from, counts.Bars.End, cursor.ObservedAt, cursor.Id, most);
        }

        return Read(statements, Ids(statements, brand, counts, cursor, most));
    }

    /// <summary>Ids of the newest ones that fit a filter.</summary>
    public static IReadOnlyList<long> Ids(PreparedStatements statements, string brand, WindowCounts counts, PageCursor cursor, int most)
    {
        (string? tones, string? states, string? sources) = (Json(counts.Filter.Tones), Json(counts.Filter.States), Json(counts.Filter.Sources));
        var ids = new List<long>();
        foreach ((long begin, long end) in counts.Filled.Where(span => span.From <= cursor.ObservedAt).OrderByDescending(span => span.From))
        {
            ids.AddRange(statements.Query<long>(NewestThatFit, brand, begin, end, cursor.ObservedAt, cursor.Id, most - ids.Count, tones, states, sources));
            if (ids.Count == most)
            {
                break;
            }
        }

        return ids;
    }

    /// <summary>Reads mentions by their ids, in the order of the ids given.</summary>
    public static IReadOnlyList<Mention> Read(PreparedStatements statements, IEnumerable<long> ids) =>
        Json(ids) is { } list ? statements.Query<Mention>(ByIds, list) : [];

    /// <summary>Reads key phrases, one text a mention that has any.</summary>
    public static List<string> Phrases(PreparedStatements statements, IEnumerable<long> ids)
    {
        var phrases = new List<string>();
        if (Json(ids) is { } list)
        {
            statements.Read(PhrasesByIds, row => phrases.Add(row.GetString(0)), list);
        }

        return phrases;
    }

    private static string? Json(IEnumerable<long> ids) => string.Join(',', ids) is { Length: > 0 } list ? $"[{list}]" : null;

    private static string? Json(string[] values) => values.Length == 0 ? null : $"[{string.Join(',', values.Select(value => $"\"{JsonEncodedText.Encode(value)}\""))}]";
}
