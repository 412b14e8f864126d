using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Listening;

/// <summary>
/// Adds up the phrases of mentions by brand and hour, in the order of their ids, some seconds behind. How far it has come stands in the store and moves in the transaction
/// of what it added, so that it goes on after a crash and several processes count nothing twice. A phrase counts as it was first read; merged copies and each of several brands count.
/// </summary>
public sealed class FollowPhrases(Database database)
{
    /// <summary>How many ids one transaction goes on by: a click waits for no more.</summary>
    private const int Step = 500;

    private const string Progress = "SELECT upto FROM phrase_progress";
    private const string Last = "SELECT coalesce(max(id), 0) FROM mention";
    private const string Next = "SELECT brands, observed_at, phrases FROM mention WHERE id > @p0 AND id <= @p1 AND brand IS NOT NULL AND phrases IS NOT NULL";
    private const string Move = "UPDATE phrase_progress SET upto = @p1 WHERE upto = @p0";

    /// <summary>Takes in everything there is.</summary>
    public async Task WorkAsync(CancellationToken cancellation = default)
    {
        while (await StepAsync(cancellation))
        {
        }
    }

    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        (long from, long to, Dictionary<(string Brand, long Hour), PhraseCounts> hours) = await database.LookUpSnapshotAsync(
            statements =>
            {
                long upto = statements.Query<long>(Progress)[0];
                long end = Math.Min(upto + Step, statements.Query<long>(Last)[0]);
                return (upto, end, end > upto ? Counted(statements, upto, end) : []);
            },
            cancellation);
        return to > from && await database.WriteAsync(session => Task.FromResult(Write(session, from, to, hours)), cancellation);
    }

    private static Dictionary<(string Brand, long Hour), PhraseCounts> Counted(PreparedStatements statements, long from, long to)
    {
        var hours = new Dictionary<(string Brand, long Hour), PhraseCounts>();
        statements.Read(
            Next,
            row =>
            {
                foreach (string brand in row.GetString(0).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    var hour = (brand, HourCounts.HourOf(row.GetInt64(1)));
                    if (!hours.TryGetValue(hour, out PhraseCounts? counts))
                    {
                        hours[hour] = counts = new PhraseCounts();
                    }

                    counts.Add(row.GetString(2));
                }
            },
            from, to);
        return hours;
    }

    private static bool Write(DbSession session, long from, long to, Dictionary<(string Brand, long Hour), PhraseCounts> hours)
    {
        if (session.Execute(Move, from, to) == 0)
        {
            // Another process was first; what it left is next.
            return true;
        }

        foreach (((string brand, long hour), PhraseCounts counts) in hours)
        {
            PhraseRows.Add(session, brand, hour, counts);
        }

        return true;
    }
}
