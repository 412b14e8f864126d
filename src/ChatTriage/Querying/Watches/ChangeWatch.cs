using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>*Pause*, *Resume*, *Remove*: whoever saved a question may, and an operator.</summary>
public sealed class ChangeWatch(Database database, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    /// <summary>Does it; one sentence says how it ended.</summary>
    public async Task<InteractionReply> RunAsync(QuestionPressed pressed, CancellationToken cancellation)
    {
        if (WatchVerbs.IdOf(pressed) is not { } id)
        {
            return new InteractionReply(Changed: false, "This button names no saved question. Ask for /mentions watches and use its buttons.");
        }

        DateTimeOffset now = clock.GetUtcNow().Stored();
        (Watch? watch, bool may, bool done) = await database.WriteAsync(
            async session =>
            {
                Watch? found = await session.Connection.FindWatchAsync(id);
                bool allowed = found is not null && (found.Person == pressed.Person.Address || settings.Options.Operators.Contains(pressed.Person.Address.ToString(), StringComparer.Ordinal));
                return (found, allowed, allowed && await DoAsync(session, found!, pressed.Verb, now));
            },
            cancellation);
        if (watch is null)
        {
            return new InteractionReply(Changed: false, "This saved question was removed.");
        }

        if (!may)
        {
            await names.LearnAsync([watch.Person], cancellation);
            return new InteractionReply(Changed: false, $"Only {names.NameOf(watch.Person)}, who saved this question, may change it.");
        }

        return new InteractionReply(done, $"{Words(pressed.Verb, done)}: {CardText.Cut(watch.Question, 120)}");
    }

    private static Task<bool> DoAsync(DbSession session, Watch watch, string verb, DateTimeOffset now) => verb switch
    {
        WatchVerbs.Pause when !watch.Paused => WatchRows.TryAsync(session, watch, watch with { Paused = true, PausedWhy = null }),
        WatchVerbs.Resume when watch.Paused => ResumeAsync(session, watch, now),
        WatchVerbs.Remove => RemoveAsync(session, watch),
        _ => Task.FromResult(false),
    };

    /// <summary>What was missed in between is not made up for: the next regular answer is the first, and what is new is new from now on.</summary>
    private static async Task<bool> ResumeAsync(DbSession session, Watch watch, DateTimeOffset now) => await WatchRows.TryAsync(session, watch, watch with
    {
        Paused = false,
        PausedWhy = null,
        Refused = 0,
        NextAt = watch.Schedule == WatchSchedule.Change ? now : watch.After(now),
        LastSeen = await session.Connection.ExecuteScalarAsync<long>("SELECT coalesce(max(id), 0) FROM mention"),
    });

    private static async Task<bool> RemoveAsync(DbSession session, Watch watch) => await session.Connection.ExecuteAsync("DELETE FROM watch WHERE id = @Id", new { watch.Id }) == 1;

    private static string Words(string verb, bool done) => (verb, done) switch
    {
        (WatchVerbs.Pause, true) => "Paused",
        (WatchVerbs.Pause, false) => "Paused already",
        (WatchVerbs.Resume, true) => "Resumed",
        (WatchVerbs.Resume, false) => "Was not paused",
        (WatchVerbs.Remove, _) => "Removed",
        _ => "Nothing was done, because this button is from another version",
    };
}
