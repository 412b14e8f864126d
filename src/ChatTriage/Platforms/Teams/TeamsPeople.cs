using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>Who may do more than look.</summary>
internal sealed class TeamsPeople(TeamsReferences references, LiveSettings settings)
{
    /// <summary>Whether the activity's conversation belongs to a tenant that is served.</summary>
    public bool IsServed(TeamsActivity activity) => Own is not { } own || IsOwn(activity.TenantId, own) || settings.Options.Teams.AllowOutsiders;

    /// <summary>People of other tenants, in channels that are shared with them.</summary>
    public bool MayOnlyLook(TeamsActivity activity) =>
        !settings.Options.Teams.AllowOutsiders && Own is { } own && !IsOwn(activity.From.Text("tenantId") ?? activity.TenantId, own);

    /// <summary>Why an item cannot be handed over to somebody, as far as only Teams knows.</summary>
    public string? WhyNot(string address) =>
        Address.TryParse(address, out Address person) && person.Platform == TeamsActivity.Platform && references.Find(person) is null
            ? "ChatTriage has not met this colleague in Teams yet, so it could not tell them: ask them to press a button or to write to ChatTriage first."
            : null;

    /// <summary>The tenants that are served; nothing where no tenant is set, in the Agents Playground.</summary>
    private string[]? Own => settings.Options.Teams.TenantId switch
    {
        null or "" => null,
        TeamsOptions.AnyTenant => settings.Options.Teams.Tenants,
        var one => [one],
    };

    private static bool IsOwn(string? tenant, string[] own) => own.Contains(tenant, StringComparer.OrdinalIgnoreCase);
}
