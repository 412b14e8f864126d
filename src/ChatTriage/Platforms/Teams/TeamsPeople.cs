using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>Who may do more than look.</summary>
internal sealed class TeamsPeople(TeamsReferences references, LiveSettings settings)
{
    /// <summary>Whether the activity's conversation belongs to the tenant that is served.</summary>
    public bool IsServed(TeamsActivity activity) => OwnTenant is not { } own || activity.TenantId is null || IsOwn(activity.TenantId, own) || settings.Options.Teams.AllowOutsiders;

    /// <summary>People of other tenants, in channels that are shared with them.</summary>
    public bool MayOnlyLook(TeamsActivity activity) =>
        !settings.Options.Teams.AllowOutsiders && OwnTenant is { } own && (activity.From.Text("tenantId") ?? activity.TenantId) is { } tenant && !IsOwn(tenant, own);

    /// <summary>Why an item cannot be handed over to somebody, as far as only Teams knows.</summary>
    public string? WhyNot(string address) =>
        Address.TryParse(address, out Address person) && person.Platform == TeamsActivity.Platform && references.Find(person) is null
            ? "ChatTriage has not met this colleague in Teams yet, so it could not tell them: ask them to press a button or to write to ChatTriage first."
            : null;

    private string? OwnTenant => settings.Options.Teams.TenantId is { Length: > 0 } tenant && tenant != TeamsOptions.AnyTenant ? tenant : null;

    private static bool IsOwn(string tenant, string own) => tenant.Equals(own, StringComparison.OrdinalIgnoreCase);
}
