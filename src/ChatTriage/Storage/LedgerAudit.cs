using ChatTriage.Mentions;
using Dapper;

namespace ChatTriage.Storage;

/// <summary>Proves from the rows that nothing was lost and nothing was held twice.</summary>
/// <param name="Received">Mentions that the ledger says were taken in.</param>
/// <param name="States">Mentions by where they stand.</param>
/// <param name="Faults">Every promise that the rows break.</param>
public sealed record LedgerAudit(long Received, IReadOnlyDictionary<MentionState, long> States, IReadOnlyList<string> Faults)
{
    private static readonly (string Sql, string Fault)[] Proofs =
    [
        ("SELECT count(*) FROM mention m WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.mention_id = m.id AND l.seq = 1 AND l.verb = 'received')",
            "mentions have no line that says they were received"),
        ("SELECT count(*) FROM ledger l WHERE l.seq = 1 AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.id = l.mention_id)",
            "received mentions are not stored any more"),
        ("""
         SELECT count(*) FROM mention m
         JOIN ledger l ON l.mention_id = m.id AND l.seq = (SELECT max(seq) FROM ledger x WHERE x.mention_id = m.id)
         WHERE l.to_state <> m.state OR l.version <> m.version OR l.fence <> m.fence OR coalesce(l.holder, '') <> coalesce(m.holder, '')
         """,
            "mentions stand elsewhere than their last ledger line says"),
        ("""
         SELECT count(*) FROM ledger l JOIN ledger p ON p.mention_id = l.mention_id AND p.seq = l.seq - 1
         WHERE l.from_state <> p.to_state OR l.fence < p.fence OR l.version < p.version OR l.version > p.version + 1
         """,
            "ledger lines do not continue the line before"),
        ("SELECT count(*) FROM (SELECT 1 FROM ledger GROUP BY mention_id HAVING min(seq) <> 1 OR max(seq) <> count(*))",
            "mentions have holes in their ledger"),
        ("""
         SELECT count(*) FROM ledger l JOIN ledger p ON p.mention_id = l.mention_id AND p.seq = l.seq - 1
         WHERE l.holder IS NOT NULL AND coalesce(p.holder, '') <> l.holder AND l.fence <= p.fence
         """,
            "claims were granted without a higher fence"),
        ("""
         SELECT count(*) FROM ledger l JOIN ledger p ON p.mention_id = l.mention_id AND p.seq = l.seq - 1
         WHERE l.holder IS NOT NULL AND p.holder IS NOT NULL AND p.holder <> l.holder AND l.verb <> 'hand-over'
         """,
            "claims passed to somebody else without having ended"),
        ("SELECT count(*) FROM (SELECT 1 FROM ledger WHERE card_version IS NOT NULL GROUP BY mention_id, card_version, verb, actor, coalesce(detail, '') HAVING count(*) > 1)",
            "clicks left more than one line"),
        ("""
         SELECT count(*) FROM mention m
         WHERE (m.state = 'Merged' OR m.story_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM mention l WHERE l.id = m.story_id AND l.story_id IS NULL AND l.state <> 'Merged')
         """,
            "mentions belong to a story whose first mention is not there, or belongs to another one"),
        ("""
         SELECT count(*) FROM (
           SELECT 1 FROM (SELECT story_id AS leader, 1 AS n FROM mention WHERE story_id IS NOT NULL UNION ALL SELECT leader, -joined FROM story) AS both_sides
           GROUP BY leader HAVING sum(n) <> 0) AS different
         """,
            "stories count others than those that joined them"),
        ($"""
         SELECT count(*) FROM (
           SELECT 1 FROM (
             SELECT b.brand, m.observed_at / {RollUp.Bucket} * {RollUp.Bucket} AS bucket, m.source, m.sentiment, m.state, 1 AS n
             FROM mention_brand b JOIN mention m ON m.id = b.mention_id
             UNION ALL SELECT '', observed_at / {RollUp.Bucket} * {RollUp.Bucket}, source, sentiment, state, 1 FROM mention WHERE brands = ''
             UNION ALL SELECT brand, bucket, source, sentiment, state, -n FROM rollup) AS both_sides
           GROUP BY brand, bucket, source, sentiment, state HAVING sum(n) <> 0) AS different
         """,
            "counts by brand, quarter of an hour, source, sentiment and state differ from the rows"),
    ];

    /// <summary>Whether every promise holds.</summary>
    public bool AddsUp => Faults.Count == 0 && Received == States.Values.Sum();

    /// <summary>Reads everything once; takes seconds per million mentions.</summary>
    public static Task<LedgerAudit> RunAsync(Database database, CancellationToken cancellation = default) => database.ReadSnapshotAsync(
        async connection =>
        {
            long received = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger WHERE verb = 'received'");
            var states = (await connection.QueryAsync<(string State, long N)>("SELECT state, count(*) FROM mention GROUP BY state"))
                .ToDictionary(count => Enum.Parse<MentionState>(count.State), count => count.N);
            var faults = new List<string>();
            foreach ((string sql, string fault) in Proofs)
            {
                if (await connection.ExecuteScalarAsync<long>(sql) is > 0 and var broken)
                {
                    faults.Add($"{broken} {fault}");
                }
            }

            if (await HourAudit.CountAsync(connection) is > 0 and var hours)
            {
                faults.Add($"{hours} hours count otherwise than their quarters");
            }

            if (received != states.Values.Sum())
            {
                faults.Add($"{received} were received and {states.Values.Sum()} are accounted for");
            }

            return new LedgerAudit(received, states, faults);
        },
        cancellation);
}
