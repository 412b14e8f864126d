using System.Security.Cryptography.X509Certificates;
using ChatTriage.Settings;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ChatTriage.Platforms.Teams;

/// <summary>The tokens that everything sent to Teams carries, by Microsoft.Identity.Client, which keeps them until shortly before they end.</summary>
internal sealed partial class TeamsTokens(TeamsHttp http, LiveSettings settings, TimeProvider clock, ILogger<TeamsTokens> logger) : IMsalHttpClientFactory, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private IConfidentialClientApplication? _app;
    private IManagedIdentityApplication? _identity;
    private volatile Failure? _failed;

    /// <summary>Why there is no token, for the operator; nothing while there is one.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The token to send with; nothing where the program runs against the Agents Playground without any.</summary>
    /// <param name="refused">The token that was just refused, when there must be a new one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TeamsTokenException">There is none.</exception>
    public async Task<string?> TokenAsync(string? refused, CancellationToken cancellation)
    {
        TeamsOptions teams = settings.Options.Teams;
        if (string.IsNullOrEmpty(teams.AppId) || (teams.AllowUnauthenticated && string.IsNullOrEmpty(teams.ClientSecret) && string.IsNullOrEmpty(teams.CertificatePath) && !teams.ManagedIdentity))
        {
            return null;
        }

        if (_failed is { } failed && failed.Until > clock.GetUtcNow())
        {
            throw failed.Fault;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Longest);
            string token = refused is null ? await AcquireAsync(teams, anew: false, limit.Token) : await RenewAsync(teams, refused, limit.Token);
            (_failed, Trouble) = (null, null);
            return token;
        }
        catch (Exception fault) when (fault is MsalException or HttpRequestException or OperationCanceledException or System.Security.Cryptography.CryptographicException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Failed(fault);
        }
    }

    /// <inheritdoc/>
    public HttpClient GetHttpClient() => http.Client;

    /// <inheritdoc/>
    public void Dispose() => _renewing.Dispose();

    /// <summary>Many calls are refused together when a token ends; one of them fetches the new one for all.</summary>
    private async Task<string> RenewAsync(TeamsOptions teams, string refused, CancellationToken cancellation)
    {
        await _renewing.WaitAsync(cancellation);
        try
        {
            string token = await AcquireAsync(teams, anew: false, cancellation);
            return token == refused ? await AcquireAsync(teams, anew: true, cancellation) : token;
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async Task<string> AcquireAsync(TeamsOptions teams, bool anew, CancellationToken cancellation)
    {
        AuthenticationResult result = teams.ManagedIdentity
            ? await Identity(teams).AcquireTokenForManagedIdentity(teams.Scope[..^"/.default".Length]).WithForceRefresh(anew).ExecuteAsync(cancellation)
            : await App(teams).AcquireTokenForClient([teams.Scope]).WithForceRefresh(anew).ExecuteAsync(cancellation);
        return result.AccessToken;
    }

    private TeamsTokenException Failed(Exception fault)
    {
        // The service's own words can hold ids; its codes say enough.
        bool isRefusal = fault is MsalServiceException { StatusCode: >= 400 and < 500 and not 429 } or MsalClientException or System.Security.Cryptography.CryptographicException or FileNotFoundException;
        string reason = fault switch
        {
            MsalServiceException service => $"no token: {service.ErrorCode}{Code(service.Message)}",
            MsalException client => $"no token: {client.ErrorCode}",
            _ => $"no token: {fault.GetType().Name}",
        };
        var failed = new TeamsTokenException(reason, isRefusal, fault);
        _failed = new Failure(failed, clock.GetUtcNow() + Pause);
        if (Trouble != reason)
        {
            LogNoToken(reason);
        }

        Trouble = reason;
        return failed;
    }

    /// <summary>The number by which Microsoft explains a refusal, such as AADSTS7000215.</summary>
    private static string Code(string message)
    {
        int at = message.IndexOf("AADSTS", StringComparison.Ordinal);
        int end = at;
        while (at >= 0 && end < message.Length && char.IsAsciiLetterOrDigit(message[end]))
        {
            end++;
        }

        return at < 0 ? "" : $" ({message[at..end]})";
    }

    private IConfidentialClientApplication App(TeamsOptions teams)
    {
        lock (_lock)
        {
            if (_app is not null)
            {
                return _app;
            }

            ConfidentialClientApplicationBuilder builder = ConfidentialClientApplicationBuilder.Create(teams.AppId)
                .WithAuthority($"{teams.LoginUrl.TrimEnd('/')}/{teams.TenantId}", validateAuthority: false)
                .WithInstanceDiscovery(false)
                .WithHttpClientFactory(this);
            return _app = (string.IsNullOrEmpty(teams.CertificatePath) ? builder.WithClientSecret(teams.ClientSecret) : builder.WithCertificate(Certificate(teams), sendX5C: true)).Build();
        }
    }

    private IManagedIdentityApplication Identity(TeamsOptions teams)
    {
        lock (_lock)
        {
            return _identity ??= ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(teams.AppId)).WithHttpClientFactory(this).Build();
        }
    }

    private static X509Certificate2 Certificate(TeamsOptions teams) =>
        teams.CertificatePath!.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || teams.CertificatePath.EndsWith(".p12", StringComparison.OrdinalIgnoreCase)
            ? X509CertificateLoader.LoadPkcs12FromFile(teams.CertificatePath, teams.CertificatePassword)
            : string.IsNullOrEmpty(teams.CertificatePassword) ? X509Certificate2.CreateFromPemFile(teams.CertificatePath)
            : X509Certificate2.CreateFromEncryptedPemFile(teams.CertificatePath, teams.CertificatePassword);

    /// <summary>In one piece, because many calls look at it while one writes it.</summary>
    private sealed record Failure(TeamsTokenException Fault, DateTimeOffset Until);

    [LoggerMessage(7001, LogLevel.Error, "Nothing can be sent to Teams: {Reason}. Check Teams:AppId, Teams:TenantId and the secret or certificate")]
    private partial void LogNoToken(string reason);
}
