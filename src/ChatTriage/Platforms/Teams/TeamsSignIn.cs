using System.Text.Json;
using ChatTriage.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Proves that an activity comes from the Bot Connector: the token's signature, issuer, audience and times by JwtBearer; then what only the body can be
/// compared with, the service URL, and the channel that the signing key is for.
/// </summary>
internal sealed partial class TeamsSignIn(TeamsHttp http, LiveSettings settings, TimeProvider clock, ILogger<TeamsSignIn> logger) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "BotConnector";

    private const string KeyId = "kid";
    private const string Bearer = "Bearer ";
    private static readonly JsonWebTokenHandler Reader = new();
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>A key nobody knows yet is looked up at once, but not more often than this.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan OneLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly Lazy<ConfigurationManager<OpenIdConnectConfiguration>> _keys = new(() =>
        new ConfigurationManager<OpenIdConnectConfiguration>(settings.Options.Teams.MetadataUrl, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(http.Client) { RequireHttps = true })
        {
            AutomaticRefreshInterval = TimeSpan.FromHours(12),
            RefreshInterval = LookAgain,
        });
    private Task _look = Task.CompletedTask;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Scheme)
        {
            return;
        }

        TeamsOptions teams = settings.Options.Teams;
        options.ConfigurationManager = _keys.Value;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = teams.Issuer,
            ValidAudiences = [teams.AppId, $"api://{teams.AppId}", $"api://botid-{teams.AppId}"],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = Skew,
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                context.Properties.SetString(KeyId, (context.SecurityToken as JsonWebToken)?.Kid);
                return Task.CompletedTask;
            },
        };
    }

    /// <inheritdoc/>
    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    /// <summary>Looks at the token, before the body is read.</summary>
    /// <returns>What it says, or the status to answer with: 401 for no good token, 503 while the keys cannot be had.</returns>
    public async Task<(AuthenticateResult? Token, int Status)> VerifyAsync(HttpContext context)
    {
        try
        {
            await LearnKeyAsync(context.Request.Headers.Authorization.ToString()).WaitAsync(Longest, context.RequestAborted);
            AuthenticateResult result = await context.AuthenticateAsync(Scheme).WaitAsync(Longest, context.RequestAborted);
            if (result.Succeeded)
            {
                return (result, StatusCodes.Status200OK);
            }

            LogRefused(result.Failure?.GetType().Name ?? "no token");
            return (null, StatusCodes.Status401Unauthorized);
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException or TimeoutException)
        {
            LogNoKeys(fault);
            return (null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Whether the activity is the one the token was made for.</summary>
    public async Task<bool> BelongsAsync(AuthenticateResult token, TeamsActivity activity, CancellationToken cancellation)
    {
        if (token.Principal?.FindFirst("serviceurl")?.Value is not { } claimed || !Same(claimed, activity.ServiceUrl))
        {
            LogForeign("serviceurl");
            return false;
        }

        // Who somebody is, other channels of the same bot let the sender say: a page with the web chat's secret would be anybody.
        if (activity.ChannelId != TeamsActivity.Channel)
        {
            LogForeign("channelId");
            return false;
        }

        if (!await IsEndorsedAsync(token.Properties?.GetString(KeyId), activity.ChannelId, cancellation))
        {
            LogForeign("endorsements");
            return false;
        }

        return true;
    }

    /// <summary>
    /// JwtBearer fetches new keys only after it has refused the first token that is signed by one, and Teams does not send a message again; and it calls a
    /// token wrong when it has no keys at all, where this throws.
    /// </summary>
    private async Task LearnKeyAsync(string authorization)
    {
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || KidOf(authorization[Bearer.Length..]) is not { } kid)
        {
            return;
        }

        OpenIdConnectConfiguration known = await _keys.Value.GetConfigurationAsync(CancellationToken.None);
        if (Knows(known, kid))
        {
            return;
        }

        Task look;
        lock (_lock)
        {
            if (_lookedAt + LookAgain <= clock.GetUtcNow())
            {
                (_lookedAt, _look) = (clock.GetUtcNow(), LookAsync(known));
            }

            look = _look;
        }

        await look;
    }

    /// <summary>The key that a token names; nothing where that cannot be read, which JwtBearer refuses by itself.</summary>
    private static string? KidOf(string token)
    {
        try
        {
            return Reader.CanReadToken(token) ? Reader.ReadJsonWebToken(token).Kid : null;
        }
        catch (Exception wrong) when (wrong is SecurityTokenException or ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }

    private async Task LookAsync(OpenIdConnectConfiguration known)
    {
        _keys.Value.RequestRefresh();
        for (TimeSpan waited = TimeSpan.Zero; waited < LookFor && await _keys.Value.GetConfigurationAsync(CancellationToken.None) == known; waited += OneLook)
        {
            await Task.Delay(OneLook);
        }
    }

    private static bool Knows(OpenIdConnectConfiguration known, string kid) => known.SigningKeys.Any(key => key.KeyId == kid);

    private static bool Same(string claimed, string? serviceUrl) => string.Equals(claimed.TrimEnd('/'), serviceUrl?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private async Task<bool> IsEndorsedAsync(string? keyId, string? channel, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration known = await _keys.Value.GetConfigurationAsync(cancellation);
        return channel is not null && known.JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == keyId) is { } signing
            && signing.AdditionalData.TryGetValue("endorsements", out object? endorsed)
            && endorsed is JsonElement { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().Any(one => one.AsText() == channel);
    }

    [LoggerMessage(7011, LogLevel.Warning, "An activity was refused: {Fault}")]
    private partial void LogRefused(string fault);

    [LoggerMessage(7012, LogLevel.Error, "Activities cannot be verified: the keys of the Bot Connector cannot be had")]
    private partial void LogNoKeys(Exception fault);

    [LoggerMessage(7013, LogLevel.Warning, "An activity was refused: its token is not for it ({Claim})")]
    private partial void LogForeign(string claim);
}
