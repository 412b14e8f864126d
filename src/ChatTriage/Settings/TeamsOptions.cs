namespace ChatTriage.Settings;

/// <summary>Section <c>Teams</c>. Teams is connected when an app id is there.</summary>
public sealed class TeamsOptions
{
    /// <summary>The tenant of bots that were made as multi-tenant.</summary>
    public const string AnyTenant = "botframework.com";

    /// <summary>Microsoft App ID of the Azure Bot.</summary>
    public string? AppId { get; set; }

    /// <summary>Tenant of the app; <c>botframework.com</c> for a bot made as multi-tenant before August 2025.</summary>
    public string? TenantId { get; set; }

    /// <summary>Tenants that are served by a bot made as multi-tenant: whoever has the app may ask about every brand.</summary>
    public string[] Tenants { get; set; } = [];

    /// <summary>Client secret of the app; instead of it a certificate or a managed identity.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>File with the app's certificate and its private key: PEM, or PKCS#12 when it ends with <c>.pfx</c> or <c>.p12</c>.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Password of that file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Whether the app is a user-assigned managed identity, whose client id is <see cref="AppId"/>.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>Where tokens come from. Default the public cloud.</summary>
    public string LoginUrl { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>What the token is for. Default the public cloud's Bot Connector.</summary>
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Where the keys are named that sign what Teams sends. Default the public cloud.</summary>
    public string MetadataUrl { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who issues the tokens of what Teams sends. Default the public cloud's Bot Connector.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Hosts that a service URL may have besides Microsoft's own.</summary>
    public string[] ServiceHosts { get; set; } = [];

    /// <summary>
    /// Takes activities without a token, for the Agents Playground: only in the environment Development, only from this machine and only to service URLs on
    /// it. Default false.
    /// </summary>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>Whether people of other tenants in a shared channel may decide and claim. Default false: they may look.</summary>
    public bool AllowOutsiders { get; set; }

    /// <summary>Whether private words stand in the channel, seen by one person (preview of Teams). <c>Auto</c>, <c>Always</c> or <c>Never</c>; default Auto.</summary>
    public TargetedMessages TargetedMessages { get; set; } = TargetedMessages.Auto;

    /// <summary>Folder of the keys that encrypt conversation references; keep it apart from copies of the database. Default <c>data/keys</c>.</summary>
    public string KeysFolder { get; set; } = "data/keys";

    /// <summary>Whether Teams is configured.</summary>
    public bool IsConnected() => !string.IsNullOrEmpty(AppId) || AllowUnauthenticated;
}
