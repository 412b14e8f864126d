using ChatTriage.Settings;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Which service URLs a token is sent to. That they stand in a verified activity is one condition; that they are Microsoft's is the other. Hosts by
/// the host validator of Microsoft's Agents SDK and the documented government clouds.
/// </summary>
internal static class TeamsServiceUrl
{
    private static readonly string[] Hosts =
    [
        "smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us",
    ];

    private static readonly string[] Domains = [".botframework.com", ".botframework.us", ".teams.microsoft.com", ".teams.microsoft.us"];

    /// <summary>Whether something may be sent there; where anybody is believed, only to this machine.</summary>
    public static bool IsTrusted(string? url, TeamsOptions teams)
    {
        if (!TeamsRules.IsSafe(url) || new Uri(url!) is not { Query: "", Fragment: "" } address)
        {
            return false;
        }

        return teams.AllowUnauthenticated
            ? address.IsLoopback
            : Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || Domains.Any(domain => address.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
                || teams.ServiceHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);
    }
}
