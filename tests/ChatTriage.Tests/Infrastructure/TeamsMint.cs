using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>
/// Stands in for login.microsoftonline.com and login.botframework.com: gives the program tokens for what it sends, names the keys for what it
/// receives, and signs that as Teams does, or wrongly on purpose.
/// </summary>
public sealed class TeamsMint : IAsyncDisposable
{
    /// <summary>For <c>Teams:AppId</c>.</summary>
    public const string AppId = "aaaaaaaa-0000-4000-8000-000000000001";

    /// <summary>For <c>Teams:TenantId</c>.</summary>
    public const string Tenant = "11111111-2222-3333-4444-555555555555";

    /// <summary>For <c>Teams:ClientSecret</c>.</summary>
    public const string Secret = "sesame~and~zanzibar";

    /// <summary>Who signs what Teams sends.</summary>
    public const string Issuer = "https://api.botframework.com";

    private static readonly string[] Everywhere = ["msteams", "webchat", "directline"];
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _given = new(StringComparer.Ordinal);
    private int _kid;

    private TeamsMint(WebApplication app)
    {
        _app = app;
        Rotate();
    }

    /// <summary>The key that signs now.</summary>
    public RSA Key { get; private set; } = RSA.Create(2048);

    /// <summary>Its name.</summary>
    public string Kid => $"key-{_kid}";

    /// <summary>What the key is good for.</summary>
    public IReadOnlyList<string> Endorsements { get; set; } = Everywhere;

    /// <summary>Nobody is there: every request ends in 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>Why no token is given, as Entra says it; nothing while they are.</summary>
    public string? Refusal { get; set; }

    /// <summary>How often the keys were asked for.</summary>
    public int KeysAsked { get; private set; }

    /// <summary>Requests for tokens, as they were sent.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> TokensAsked { get; } = new();

    /// <summary>Its port.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Starts one.</summary>
    public static async Task<TeamsMint> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TeamsCertificate.Own)));
        WebApplication app = builder.Build();
        var mint = new TeamsMint(app);
        app.Run(mint.AnswerAsync);
        await app.StartAsync();
        return mint;
    }

    /// <summary>Signs with a new key from now on; the old one is not named any more.</summary>
    public void Rotate()
    {
        Key = RSA.Create(2048);
        _kid++;
    }

    /// <summary>What was given counts no longer.</summary>
    public void Revoke() => _given.Clear();

    /// <summary>Whether the program may send with this token.</summary>
    public bool Takes(string token) => _given.ContainsKey(token);

    /// <summary>A token of Teams for something it sends; claims may be changed, or taken away.</summary>
    public string Token(string serviceUrl, Action<JsonObject>? change = null) => TeamsJwt.Sign(Claims(serviceUrl, change), Key, Kid);

    /// <summary>The claims of such a token. It lasts long, because the clock of the program may be ahead.</summary>
    public static JsonObject Claims(string serviceUrl, Action<JsonObject>? change = null)
    {
        long now = Now();
        var claims = new JsonObject { ["serviceurl"] = serviceUrl, ["nbf"] = now - 60, ["exp"] = now + (long)TimeSpan.FromDays(7).TotalSeconds, ["iss"] = Issuer, ["aud"] = AppId };
        change?.Invoke(claims);
        return claims;
    }

    /// <summary>Seconds since 1970.</summary>
    public static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!, host = $"https://{context.Request.Host}";
        if (IsAway)
        {
            context.Response.StatusCode = 503;
            return;
        }

        (int status, JsonObject answer) = path switch
        {
            "/v1/.well-known/openidconfiguration" => (200, Metadata(host)),
            "/v1/.well-known/keys" => (200, Keys()),
            "/common/discovery/instance" => (200, Discovery()),
            $"/{Tenant}/v2.0/.well-known/openid-configuration" => (200, Authority(host)),
            $"/{Tenant}/oauth2/v2.0/token" => Grant(await context.Request.ReadFormAsync()),
            _ => (404, new JsonObject { ["error"] = "not_found", ["path"] = path }),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(answer);
    }

    private static JsonObject Metadata(string host) => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = $"{host}/v1/.well-known/keys",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    private static JsonObject Authority(string host) => new()
    {
        ["issuer"] = $"https://login.microsoftonline.com/{Tenant}/v2.0",
        ["token_endpoint"] = $"{host}/{Tenant}/oauth2/v2.0/token",
        ["authorization_endpoint"] = $"{host}/{Tenant}/oauth2/v2.0/authorize",
        ["jwks_uri"] = $"{host}/{Tenant}/discovery/v2.0/keys",
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    private static JsonObject Discovery() => new()
    {
        ["tenant_discovery_endpoint"] = $"https://login.microsoftonline.com/{Tenant}/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = "login.microsoftonline.com",
            ["preferred_cache"] = "login.windows.net",
            ["aliases"] = new JsonArray("login.microsoftonline.com", "login.windows.net", "sts.windows.net"),
        }),
    };

    private JsonObject Keys()
    {
        KeysAsked++;
        RSAParameters key = Key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = Kid,
                ["x5t"] = Kid,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]),
            }),
        };
    }

    private (int Status, JsonObject Answer) Grant(IFormCollection form)
    {
        var asked = form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        TokensAsked.Enqueue(asked);
        if (Refusal is { } refusal)
        {
            return (400, Fault("unauthorized_client", refusal));
        }

        if (asked.GetValueOrDefault("client_secret") != Secret && !asked.ContainsKey("client_assertion"))
        {
            return (401, Fault("invalid_client", "AADSTS7000215: Invalid client secret provided."));
        }

        if (asked.GetValueOrDefault("client_id") != AppId || asked.GetValueOrDefault("grant_type") != "client_credentials" || asked.GetValueOrDefault("scope")?.Split(' ')[0] != "https://api.botframework.com/.default")
        {
            return (400, Fault("invalid_request", "AADSTS900144: not what the Bot Connector asks for."));
        }

        long now = Now();
        string token = TeamsJwt.Sign(
            new JsonObject { ["aud"] = "https://api.botframework.com", ["iss"] = $"https://login.microsoftonline.com/{Tenant}/v2.0", ["nbf"] = now, ["exp"] = now + 3599, ["tid"] = Tenant, ["azp"] = AppId, ["jti"] = Guid.NewGuid().ToString() },
            Key,
            Kid);
        _given[token] = true;
        return (200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["ext_expires_in"] = 3599, ["access_token"] = token });
    }

    private static JsonObject Fault(string error, string description) => new() { ["error"] = error, ["error_description"] = description, ["error_codes"] = new JsonArray(7000215) };
}
