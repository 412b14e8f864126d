using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// The app is added, removed, or a channel is made or deleted. Teams says so more than once and in any order, so everything here can be done again.
/// </summary>
internal sealed partial class TeamsInstalls(
    TeamsReferences references, TeamsConnector connector, SeenDeliveries seen, OutboxPump pump, LiveSettings settings, [FromKeyedServices(TeamsHttp.Key)] LaterWork work, ILogger<TeamsInstalls> logger)
{
    private const string Welcome =
        "ChatTriage is here. Say \"@ChatTriage connect triage\", \"connect customer-service\" or \"connect pr\" in the channel that is meant, and \"@ChatTriage help\" for what can be asked.";

    private const string Greeting = "This is ChatTriage. Ask me: \"mentions open\", \"mentions mine\", \"mentions help\", or a brand's name and a period, such as \"mentions Acme today\". Only you see what I answer here.";

    /// <summary>Takes such an activity.</summary>
    public async Task<TeamsAnswer> TakeAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        switch (activity.Type, activity.Raw.Text("action"), activity.ChannelData.Text("eventType"))
        {
            case ("installationUpdate", "add" or "add-upgrade", _):
                await AddedAsync(activity, cancellation);
                break;
            case ("installationUpdate", "remove" or "remove-upgrade", _):
                await RemovedAsync(activity, Places(activity), cancellation);
                break;
            case ("conversationUpdate", _, "channelDeleted"):
                await RemovedAsync(activity, Channel(activity) is { } deleted ? [deleted] : [], cancellation);
                break;
            case ("conversationUpdate", _, "teamDeleted" or "teamHardDeleted" or "teamArchived"):
                await RemovedAsync(activity, Places(activity), cancellation);
                break;
            case ("conversationUpdate", _, "channelRestored" or "channelCreated" or "teamRestored" or "teamUnarchived" or "channelRenamed"):
                await BackAsync(activity, cancellation);
                break;
            case ("conversationUpdate", _, _) when IsAboutBot(activity, "membersRemoved"):
                await RemovedAsync(activity, Places(activity), cancellation);
                break;
            case ("conversationUpdate", _, _) when IsAboutBot(activity, "membersAdded"):
                await AddedAsync(activity, cancellation);
                break;
            default:
                break;
        }

        return TeamsAnswer.Taken;
    }

    private static bool IsAboutBot(TeamsActivity activity, string list) => activity.Raw.Member(list).Items().Any(member => member.Text("id") is { } id && id == activity.Recipient.Text("id"));

    private static Address? Channel(TeamsActivity activity) =>
        activity.ChannelData.Member("channel").Text("id") is { } id && Address.TryParse($"{TeamsActivity.Platform}:{id}", out Address channel) ? channel : null;

    /// <summary>The place itself, and every known channel of the team: a team's events come from its first channel.</summary>
    private Address[] Places(TeamsActivity activity)
    {
        Address? team = activity.ChannelData.Member("team").Text("id") is { } id && Address.TryParse($"{TeamsActivity.Platform}:{id}", out Address found) ? found : null;
        IEnumerable<Address> ofTeam = team is { } known ? references.OfTeam(known.Id) : [];
        return [.. new[] { activity.Place, Channel(activity), team, activity.IsPersonal ? activity.Sender : null }.OfType<Address>().Concat(ofTeam).Distinct()];
    }

    private async Task AddedAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        await BackAsync(activity, cancellation);
        if ((activity.Place ?? activity.Sender) is not { } place || !await seen.IsFirstAsync($"teams:welcome:{place.Id}", cancellation))
        {
            return;
        }

        LogAdded(place);
        if (!activity.IsPersonal && settings.Brands.Common.TriageChannels.Count > 0)
        {
            return;
        }

        work.TryAdd(async token =>
        {
            try
            {
                if (references.Find(place) is { } to)
                {
                    await connector.SendToConversationAsync(to, activity.ConversationId, TeamsMessages.Text(activity.IsPersonal ? Greeting : Welcome), token);
                }
            }
            catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
            {
                // A courtesy; help says the same.
            }
        });
    }

    /// <summary>What waited there is sent now.</summary>
    private async Task BackAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        foreach (Address place in Places(activity))
        {
            await references.RestoreAsync(place, activity.At, cancellation);
            await pump.ResumeAsync(place, cancellation);
        }
    }

    private async Task RemovedAsync(TeamsActivity activity, IEnumerable<Address> places, CancellationToken cancellation)
    {
        foreach (Address place in places)
        {
            if (await references.RemoveAsync(place, activity.At, cancellation))
            {
                LogRemoved(place);
            }
        }
    }

    [LoggerMessage(7061, LogLevel.Information, "ChatTriage was added to {Place}")]
    private partial void LogAdded(Address place);

    [LoggerMessage(7062, LogLevel.Warning, "ChatTriage was removed from {Place}, or the channel is gone: what belongs there waits")]
    private partial void LogRemoved(Address place);
}
