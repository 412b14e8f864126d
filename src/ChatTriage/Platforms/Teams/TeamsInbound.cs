using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>Takes a verified activity and says what to answer: one visible switch over what Teams sends.</summary>
internal sealed partial class TeamsInbound(
    TeamsReferences references, TeamsPeople people, TeamsClicks clicks, TeamsCommands commands, TeamsSearch search, TeamsInstalls installs, ILogger<TeamsInbound> logger)
{
    private const string Invoke = "invoke";
    private const string StoreAway = "ChatTriage cannot reach its store right now. Please try again in a moment.";

    /// <summary>A store that answers takes a few milliseconds, and Teams waits five seconds for everything.</summary>
    private static readonly TimeSpan LearnWithin = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes one.</summary>
    public async Task<TeamsAnswer> ReceiveAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        if (!people.IsServed(activity))
        {
            LogForeign();
            return new TeamsAnswer(StatusCodes.Status403Forbidden);
        }

        Task<bool> learning = LearnAsync(activity, cancellation);
        if (activity.Type == Invoke)
        {
            // Whoever pressed waits for an answer, and how they are reached will be said again.
            await Task.WhenAny(learning, Task.Delay(LearnWithin, CancellationToken.None));
        }
        else if (!await learning)
        {
            return TeamsAnswer.SendAgain;
        }

        return await DoAsync(activity, cancellation);
    }

    private async Task<bool> LearnAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        try
        {
            await references.LearnAsync(activity, cancellation);
            return true;
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, activity.Type);
            return false;
        }
    }

    private async Task<TeamsAnswer> DoAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        try
        {
            return (activity.Type, activity.Name) switch
            {
                ("message", _) => await commands.TakeAsync(activity, cancellation),
                (Invoke, "adaptiveCard/action") => await clicks.AnswerAsync(activity),
                (Invoke, "composeExtension/query") => await search.AnswerAsync(activity, cancellation),
                (Invoke, _) => TeamsAnswer.Unknown,
                ("installationUpdate" or "conversationUpdate", _) => await installs.TakeAsync(activity, cancellation),
                _ => TeamsAnswer.Taken,
            };
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, activity.Type);
            return activity.Type == Invoke ? TeamsAnswer.Message(StoreAway) : TeamsAnswer.SendAgain;
        }
    }

    [LoggerMessage(7071, LogLevel.Error, "An activity of Teams ({Type}) could not be taken: the database does not answer")]
    private partial void LogStoreAway(Exception fault, string type);

    [LoggerMessage(7072, LogLevel.Warning, "An activity of another tenant was refused; Teams:TenantId is the one that is served")]
    private partial void LogForeign();
}
