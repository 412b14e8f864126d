using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Words for one person: in the conversation, seen by that person alone, where Teams has that; otherwise in a chat of the two. Never where others read them.
/// </summary>
internal sealed partial class TeamsPrivate(TeamsConnector connector, TeamsReferences references, TeamsPlatform platform, LiveSettings settings, TimeProvider clock, ILogger<TeamsPrivate> logger)
{
    private static readonly TimeSpan NotAgain = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _without = new(StringComparer.Ordinal);

    /// <summary>Tells the person who sent an activity; in the conversation only where one person sees it.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> TellHereAsync(TeamsActivity activity, JsonObject message, CancellationToken cancellation)
    {
        if (!HasTargeted(activity) || activity.From.Text("id") is not { } userId || activity.Place is not { } place || references.Find(place) is not { } to)
        {
            return false;
        }

        try
        {
            await connector.SendToConversationAsync(to, activity.ConversationId, message.DeepClone().AsObject().For(userId, activity.From.Text("name")), cancellation, targeted: true);
            return true;
        }
        catch (TeamsRefusedException refused)
        {
            _without[activity.RootId] = clock.GetUtcNow() + NotAgain;
            LogNotTargeted(place, refused.Message);
            return false;
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            LogLost(place, fault.Message);
            return false;
        }
    }

    /// <summary>Tells the person in a chat of the two.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> TellAloneAsync(TeamsActivity activity, JsonObject message, CancellationToken cancellation)
    {
        if (activity.Sender is not { } person || references.Find(person) is not { } to)
        {
            return false;
        }

        try
        {
            await platform.SayPrivatelyAsync(person, to, message, cancellation);
            return true;
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            LogLost(person, fault.Message);
            return false;
        }
    }

    private bool HasTargeted(TeamsActivity activity)
    {
        if (activity.IsPersonal || (_without.TryGetValue(activity.RootId, out DateTimeOffset until) && until > clock.GetUtcNow()))
        {
            return false;
        }

        return settings.Options.Teams.TargetedMessages switch
        {
            TargetedMessages.Always => true,
            TargetedMessages.Auto => references.HasTargeted(activity.TenantId),
            _ => false,
        };
    }

    [LoggerMessage(7041, LogLevel.Information, "{Place} has no targeted messages ({Reason}); private words go into private chats")]
    private partial void LogNotTargeted(Address place, string reason);

    [LoggerMessage(7042, LogLevel.Warning, "A private word did not reach {Address}: {Reason}")]
    private partial void LogLost(Address address, string reason);
}
