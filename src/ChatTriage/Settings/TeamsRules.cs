namespace ChatTriage.Settings;

/// <summary>The rules of section <c>Teams</c>. Secrets themselves never stand in a fault, which ends up in logs.</summary>
internal static class TeamsRules
{
    private const string ExampleId = "11111111-2222-3333-4444-555555555555";

    /// <summary>All faults, in the order of the settings.</summary>
    public static IEnumerable<SettingFault> Faults(ChatTriageOptions options) =>
        [.. Identity(options.Teams), .. Addresses(options.Teams), .. Hosts(options.Teams), .. Keys(options), .. People(options)];

    /// <summary>Faults of <c>Teams:AllowUnauthenticated</c>: whoever reaches the program may then act as anybody.</summary>
    public static IEnumerable<SettingFault> Unauthenticated(TeamsOptions teams, IHostEnvironment environment, string? urls)
    {
        if (!teams.AllowUnauthenticated)
        {
            yield break;
        }

        if (!environment.IsDevelopment())
        {
            yield return new("Teams:AllowUnauthenticated", $"for the Agents Playground in the environment Development alone, and this is {environment.EnvironmentName}", "false");
        }

        if (!(urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsLoopback))
        {
            yield return new("Urls", "with Teams:AllowUnauthenticated only addresses of this machine are listened on", "http://127.0.0.1:5080");
        }
    }

    /// <summary>https, or http to this machine alone: tokens travel there.</summary>
    public static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsLoopback(string url) => BindingAddress.Parse(url).Host is "localhost" or "127.0.0.1" or "[::1]";

    private static IEnumerable<SettingFault> Identity(TeamsOptions teams)
    {
        if (string.IsNullOrEmpty(teams.AppId))
        {
            if (!teams.AllowUnauthenticated && (!string.IsNullOrEmpty(teams.ClientSecret) || !string.IsNullOrEmpty(teams.CertificatePath) || teams.ManagedIdentity))
            {
                yield return new("Teams:AppId", "Teams is set up in part, but there is no app id; it stands on the Azure Bot's page Configuration", ExampleId);
            }

            yield break;
        }

        if (!Guid.TryParseExact(teams.AppId, "D", out _))
        {
            yield return new("Teams:AppId", "not an app id", ExampleId);
        }

        int credentials = new[] { !string.IsNullOrEmpty(teams.ClientSecret), !string.IsNullOrEmpty(teams.CertificatePath), teams.ManagedIdentity }.Count(given => given);
        if (credentials == 0 && !teams.AllowUnauthenticated)
        {
            yield return new("Teams:ClientSecret", "needed to send anything: a client secret, Teams:CertificatePath, or Teams:ManagedIdentity=true", "the value of a secret under Certificates & secrets");
        }
        else if (credentials > 1)
        {
            yield return new("Teams:ClientSecret", "a client secret, a certificate or a managed identity, not two of them", "one of the three");
        }

        if (string.IsNullOrEmpty(teams.TenantId) && !teams.AllowUnauthenticated)
        {
            yield return new("Teams:TenantId", "needed: the tenant of the app; it stands on the Azure Bot's page Configuration", ExampleId);
        }
        else if (!string.IsNullOrEmpty(teams.TenantId) && teams.TenantId != TeamsOptions.AnyTenant && !Guid.TryParseExact(teams.TenantId, "D", out _))
        {
            yield return new("Teams:TenantId", $"neither the id of a tenant nor {TeamsOptions.AnyTenant}, which is for bots made as multi-tenant", ExampleId);
        }

        if (teams.TenantId == TeamsOptions.AnyTenant && teams.Tenants.Length == 0)
        {
            yield return new("Teams:Tenants", "a bot made as multi-tenant can be added by anybody, so the tenants that are served must be named", ExampleId);
        }

        for (int i = 0; i < teams.Tenants.Length; i++)
        {
            if (!Guid.TryParseExact(teams.Tenants[i], "D", out _))
            {
                yield return new($"Teams:Tenants:{i}", "not the id of a tenant", ExampleId);
            }
        }

        if (!string.IsNullOrEmpty(teams.CertificatePath) && !File.Exists(teams.CertificatePath))
        {
            yield return new("Teams:CertificatePath", "there is no such file", "/run/secrets/teams.pem");
        }
    }

    private static IEnumerable<SettingFault> Addresses(TeamsOptions teams)
    {
        foreach ((string key, string url, string example) in new[]
        {
            ("Teams:LoginUrl", teams.LoginUrl, "https://login.microsoftonline.com/"),
            ("Teams:MetadataUrl", teams.MetadataUrl, "https://login.botframework.com/v1/.well-known/openidconfiguration"),
        })
        {
            if (!IsSafe(url) || !url.StartsWith("https://", StringComparison.Ordinal))
            {
                yield return new(key, "not an address that begins with https://", example);
            }
        }

        if (!teams.Scope.EndsWith("/.default", StringComparison.Ordinal))
        {
            yield return new("Teams:Scope", "does not end with /.default, as scopes of an app do", "https://api.botframework.com/.default");
        }

        if (!Enum.IsDefined(teams.TargetedMessages))
        {
            yield return new("Teams:TargetedMessages", "neither Auto nor Always nor Never", "Auto");
        }
    }

    /// <summary>A program has one ring of keys: with another folder what the one platform has stored could not be read any more.</summary>
    private static IEnumerable<SettingFault> Keys(ChatTriageOptions options)
    {
        if (options.Teams.IsConnected() && !string.IsNullOrEmpty(options.Slack.ClientId) && Path.GetFullPath(options.Teams.KeysFolder) != Path.GetFullPath(options.Slack.KeysFolder))
        {
            yield return new("Teams:KeysFolder", "another folder than Slack:KeysFolder; the keys of both lie in one", options.Slack.KeysFolder);
        }
    }

    /// <summary>Teams knows people by the directory's object id; what else looks right would never be anybody.</summary>
    private static IEnumerable<SettingFault> People(ChatTriageOptions options)
    {
        (string Key, string[] People)[] lists =
        [
            ("Triage:Owners", options.Triage.Owners), ("Triage:Backups", options.Triage.Backups), ("Operators", options.Operators),
            ("Desks:CustomerService:Responders", options.Desks.CustomerService.Responders), ("Desks:PublicRelations:Responders", options.Desks.PublicRelations.Responders),
            .. options.Brands.SelectMany((brand, i) => new[]
            {
                ($"Brands:{i}:Owners", brand.Owners), ($"Brands:{i}:Backups", brand.Backups), ($"Brands:{i}:Desks:CustomerService:Responders", brand.Desks.CustomerService.Responders),
                ($"Brands:{i}:Desks:PublicRelations:Responders", brand.Desks.PublicRelations.Responders),
            }),
        ];
        foreach ((string key, string[] people) in lists)
        {
            for (int i = 0; i < people.Length; i++)
            {
                if (people[i].StartsWith("teams:", StringComparison.Ordinal) && !IsPerson(people[i]["teams:".Length..]))
                {
                    yield return new($"{key}:{i}", "not the object id of a person in Microsoft Entra, in small letters", $"teams:{ExampleId}");
                }
            }
        }
    }

    private static bool IsPerson(string id) => id.StartsWith("29:", StringComparison.Ordinal) || (Guid.TryParseExact(id, "D", out Guid parsed) && parsed.ToString("D") == id);

    private static IEnumerable<SettingFault> Hosts(TeamsOptions teams)
    {
        for (int i = 0; i < teams.ServiceHosts.Length; i++)
        {
            if (Uri.CheckHostName(teams.ServiceHosts[i]) == UriHostNameType.Unknown)
            {
                yield return new($"Teams:ServiceHosts:{i}", "not the name of a host, without https:// and port", "smba.example.com");
            }
        }
    }
}
