using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>For <c>chattriage check --online</c>: is there a token, and is the bot in each channel.</summary>
internal sealed class TeamsCheck(TeamsConnector connector, TeamsReferences references, TeamsTokens tokens, LiveSettings settings)
{
    /// <summary>Looks; changes nothing.</summary>
    public async Task<IReadOnlyList<PlatformFinding>> RunAsync(IReadOnlyList<Address> channels, CancellationToken cancellation)
    {
        List<PlatformFinding> findings = [];
        try
        {
            string? token = await tokens.TokenAsync(refused: null, cancellation);
            findings.Add(token is not null ? new(true, "Teams: token", $"there is one for {settings.Options.Teams.AppId}") : new(true, "Teams: token", "none is needed (Teams:AllowUnauthenticated)"));
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            findings.Add(new(false, "Teams: token", $"{fault.Message}: check Teams:AppId, Teams:TenantId and the secret or certificate"));
            return findings;
        }

        try
        {
            await references.ReadAsync(all: true, cancellation);
        }
        catch (DatabaseUnavailableException)
        {
            // What is wrong with the store itself stands beside it.
            findings.Add(new(true, "Teams: channels", "not looked at, because the store does not say how they are reached; before the first start of a new version that is so"));
            return findings;
        }

        foreach (Address channel in channels.Concat(references.Places.Select(place => place.Address)).Distinct())
        {
            findings.Add(await LookAsync(channel, cancellation));
        }

        if (findings.Count == 1)
        {
            findings.Add(new(false, "Teams: channels", "none has spoken yet: add the app to a team and say @ChatTriage connect triage"));
        }

        return findings;
    }

    private async Task<PlatformFinding> LookAsync(Address channel, CancellationToken cancellation)
    {
        string what = $"Teams: {references.Find(channel)?.Name ?? channel.Id}";
        if ((references.Find(channel) ?? references.AnyOf(settings.Options.Teams.TenantId)) is not { } to)
        {
            return new(false, what, "not heard of yet: add the app there and say @ChatTriage help");
        }

        try
        {
            await connector.GetConversationPagedMembersAsync(to, channel.Id, cancellation);
            return new(true, what, "the bot is there");
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            return new(false, what, $"{fault.Message}: add the app to that team or chat");
        }
    }
}
