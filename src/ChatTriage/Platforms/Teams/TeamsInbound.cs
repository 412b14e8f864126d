using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>Takes a verified activity and says what to answer: one visible switch over what Teams sends.</summary>
internal sealed partial class TeamsInbound(
    TeamsReferences references, TeamsPeople people, TeamsClicks clicks, TeamsCommands commands, TeamsSearch search, TeamsInstalls installs, ILogger<TeamsInbound> logger)
{
    /// <summary>Takes one.</summary>
    public async Task<TeamsAnswer> ReceiveAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        if (!people.IsServed(activity))
        {
            LogForeign();
            return new TeamsAnswer(StatusCodes.Status403Forbidden);
        }

        try
        {
            await references.LearnAsync(activity, cancellation);
        }
        catch (DatabaseUnavailableException fault) when (activity.Type == "invoke")
        {
            // Whoever pressed waits for an answer, and how they are reached will be said again.
            LogStoreAway(fault, activity.Type);
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, activity.Type);
            return TeamsAnswer.SendAgain;
        }

        return await DoAsync(activity, cancellation);
    }

    private async Task<TeamsAnswer> DoAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        try
        {
            return (activity.Type, activity.Name) switch
            {
                ("message", _) => await commands.TakeAsync(activity, cancellation),
                ("invoke", "adaptiveCard/action") => await clicks.AnswerAsync(activity),
                ("invoke", "composeExtension/query") => await search.AnswerAsync(activity, cancellation),
                ("invoke", _) => TeamsAnswer.Unknown,
                ("installationUpdate" or "conversationUpdate", _) => await installs.TakeAsync(activity, cancellation),
                _ => TeamsAnswer.Taken,
            };
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, activity.Type);
            return TeamsAnswer.SendAgain;
        }
    }

    [LoggerMessage(7071, LogLevel.Error, "An activity of Teams ({Type}) could not be taken: the database does not answer")]
    private partial void LogStoreAway(Exception fault, string type);

    [LoggerMessage(7072, LogLevel.Warning, "An activity of another tenant was refused; Teams:TenantId is the one that is served")]
    private partial void LogForeign();
}
