using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Triage.Learning;

/// <summary>
/// Works the suggestions of what waits over once a minute, when something was learnt. A suggestion is written only where it says something else; and a channel's
/// budget is for people first, so that of the cards that are already shown only the newest few change in one pass.
/// </summary>
public sealed class ReworkSuggestions(Database database, MentionChanges changes, Suggester suggester, TimeProvider clock, ILogger<ReworkSuggestions> logger) : BackgroundService
{
    /// <summary>Cards shown already that one pass may change.</summary>
    internal const int ShownCards = 10;

    private const int Newest = 300;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private long _workedFrom = -1;

    /// <summary>One pass; how many suggestions changed.</summary>
    public async Task<int> ReworkAsync(CancellationToken cancellation = default)
    {
        await suggester.CatchUpAsync(cancellation);
        long seen = suggester.Seen;
        if (seen == _workedFrom)
        {
            return 0;
        }

        (long Id, bool IsShown)[] waiting = [.. await database.ReadAsync(
            connection => connection.QueryAsync<(long, bool)>(
                """
                SELECT w.id, EXISTS (SELECT 1 FROM posted_card c WHERE c.mention_id = w.id)
                FROM (SELECT id FROM mention WHERE state = 'AwaitingTriage' ORDER BY id DESC LIMIT @Newest) AS w ORDER BY w.id DESC
                """,
                new { Newest }),
            cancellation)];
        (int changed, int shown) = (0, 0);
        bool leftOver = false;
        foreach ((long id, bool isShown) in waiting)
        {
            if (await database.LookUpAsync(statements => statements.FindMention(id), cancellation) is not { } mention || !SaysSomethingElse(mention, out _))
            {
                continue;
            }

            if (isShown && shown == ShownCards)
            {
                leftOver = true;
            }
            else if (await database.WriteAsync(session => Task.FromResult(Rework(session, id)), cancellation))
            {
                (changed, shown) = (changed + 1, shown + (isShown ? 1 : 0));
            }
        }

        _workedFrom = leftOver ? -1 : seen;
        return changed;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, ReworkAsync, logger, stoppingToken);

    private bool Rework(DbSession session, long id) =>
        session.FindMention(id) is { State: MentionState.AwaitingTriage } mention && SaysSomethingElse(mention, out Mention after)
        && changes.TryAnalyse(session, mention, after, line: null, clock.GetUtcNow().Stored());

    /// <summary>Another category, or learnt instead of by rule; some percent more or less are not worth a change of the card.</summary>
    private bool SaysSomethingElse(Mention mention, out Mention after)
    {
        after = suggester.Suggested(mention);
        return after.Suggested != mention.Suggested || (after.SuggestedConfidence is null) != (mention.SuggestedConfidence is null);
    }
}
