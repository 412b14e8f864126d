using System.Text.Json;
using ChatTriage.Settings;
using Microsoft.Extensions.Caching.Hybrid;

namespace ChatTriage.Platforms.Slack;

/// <summary>Who somebody is: name and time zone from <c>users.info</c>, kept for an hour for all replicas.</summary>
internal sealed class SlackPeople(SlackApi api, HybridCache cache, LiveSettings settings)
{
    private static readonly HybridCacheEntryOptions Kept = new() { Expiration = TimeSpan.FromHours(1), LocalCacheExpiration = TimeSpan.FromMinutes(10) };
    private static readonly HybridCacheEntryOptions KeptShortly = new() { Expiration = TimeSpan.FromSeconds(30), LocalCacheExpiration = TimeSpan.FromSeconds(30) };
    private static readonly SlackProfile Unknown = new(Name: null, TimeZone: null, Team: null, Enterprise: null, IsStranger: false, CanAnswer: true);

    /// <summary>The time within which a click or a question must know; whoever cannot be asked is called as the envelope does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The person of a verified envelope.</summary>
    /// <param name="workspace">Where it happened.</param>
    /// <param name="id">The user id.</param>
    /// <param name="called">What the envelope calls the person.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Person> PersonAsync(SlackWorkspace workspace, string id, string? called, CancellationToken cancellation)
    {
        SlackProfile profile = await ProfileAsync(workspace, id, cancellation);
        TimeZoneInfo? zone = TimeZoneInfo.TryFindSystemTimeZoneById(profile.TimeZone ?? "", out TimeZoneInfo? known) ? known : null;
        return new Person(workspace.AddressOf(id), profile.Name ?? called ?? id, zone, NameIsCertain: profile.Name is not null);
    }

    /// <summary>What Slack says about somebody, or nothing much while it cannot be asked.</summary>
    public async ValueTask<SlackProfile> ProfileAsync(SlackWorkspace workspace, string id, CancellationToken cancellation)
    {
        string key = $"slack:person:{workspace.Key}:{id}";
        try
        {
            return await cache.GetOrCreateAsync(key, (api, workspace, id), static (asked, token) => AskAsync(asked.api, asked.workspace, asked.id, token), Kept, cancellationToken: cancellation);
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            await cache.SetAsync(key, Unknown, KeptShortly, cancellationToken: cancellation);
            return Unknown;
        }
    }

    /// <summary>
    /// Whether somebody belongs to another company: may look, not act, unless the settings allow it. A click tells the person's workspace; what else it says
    /// may be about the channel's, so that Slack's word about the person counts more.
    /// </summary>
    public ValueTask<bool> MayOnlyLookAsync(SlackEnvelope envelope, CancellationToken cancellation) =>
        MayOnlyLookAsync(envelope.Workspace, envelope.UserId, envelope.UserTeam, envelope.UserEnterprise, cancellation);

    /// <summary>The same about somebody who said something; of people of another workspace an event tells theirs.</summary>
    public async ValueTask<bool> MayOnlyLookAsync(SlackWorkspace workspace, string id, string? personsTeam, string? personsEnterprise, CancellationToken cancellation)
    {
        if (settings.Options.Slack.AllowOutsiders || (personsTeam is not null && personsTeam == workspace.TeamId))
        {
            return false;
        }

        SlackProfile profile = await ProfileAsync(workspace, id, cancellation);
        return profile.IsStranger || IsOutsider(workspace, personsTeam ?? profile.Team, profile.Enterprise ?? personsEnterprise);
    }

    /// <summary>The same about somebody who did not press anything.</summary>
    public bool MayOnlyLook(SlackWorkspace workspace, SlackProfile profile) =>
        !settings.Options.Slack.AllowOutsiders && (profile.IsStranger || IsOutsider(workspace, profile.Team, profile.Enterprise));

    private static bool IsOutsider(SlackWorkspace workspace, string? personsTeam, string? personsEnterprise) =>
        personsTeam is not null && workspace.TeamId is not null && personsTeam != workspace.TeamId
        && personsTeam != workspace.EnterpriseId && (workspace.EnterpriseId is null || personsEnterprise != workspace.EnterpriseId);

    private static async ValueTask<SlackProfile> AskAsync(SlackApi api, SlackWorkspace workspace, string id, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        JsonElement user = (await api.CallAsync(workspace, "users.info", [("user", id)], limit.Token)).Body.Member("user");
        JsonElement profile = user.Member("profile");
        return new SlackProfile(
            profile.Text("display_name") ?? user.Text("real_name") ?? profile.Text("real_name") ?? user.Text("name"),
            user.Text("tz"),
            user.Text("team_id") ?? profile.Text("team"),
            user.Member("enterprise_user").Text("enterprise_id"),
            user.IsTrue("is_stranger"),
            CanAnswer: !user.IsTrue("is_bot") && !user.IsTrue("deleted") && !user.IsTrue("is_stranger"));
    }
}
