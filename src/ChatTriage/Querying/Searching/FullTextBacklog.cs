using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Searching;

/// <summary>
/// Takes what was stored before there was a full-text index into it, newest first and some at a time. How far it has come stands in the store; a row may be taken in twice,
/// which changes nothing.
/// </summary>
public sealed class FullTextBacklog(Database database)
{
    private const int Step = 200;
    private const string Upto = "SELECT upto FROM mention_text_backlog";
    private const string Older = "SELECT * FROM mention WHERE id <= @p0 AND id > @p1 AND brand IS NOT NULL";
    private const string Move = "UPDATE mention_text_backlog SET upto = @p0";

    /// <summary>Takes in everything there is.</summary>
    public async Task WorkAsync(CancellationToken cancellation = default)
    {
        // Looked at outside the write transaction, so that nothing is written where there is nothing left.
        while (await database.LookUpAsync(statements => statements.Query<long>(Upto)[0] > 0, cancellation))
        {
            await database.WriteAsync(session => Task.FromResult(TakeIn(session)), cancellation);
        }
    }

    private static int TakeIn(DbSession session)
    {
        long upto = session.Query<long>(Upto)[0];
        long rest = Math.Max(0, upto - Step);
        IReadOnlyList<Mention> mentions = session.Query<Mention>(Older, upto, rest);
        foreach (Mention mention in mentions)
        {
            FullText.Replace(session, mention);
        }

        return session.Execute(Move, rest);
    }
}
