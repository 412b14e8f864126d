using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Microsoft, as far as a run needs it: names the keys, gives out tokens and agrees to every call of the connector at once. Speaks HTTPS with a
/// certificate of its own, because tokens and keys are asked for in no other way.
/// </summary>
internal sealed class TeamsStub : IAsyncDisposable
{
    public const string AppId = "11111111-2222-4333-8444-555555555555";
    public const string Tenant = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    public const string Triage = "19:triage0000000000000000000000001@thread.tacv2";
    public const string Desk = "19:desk00000000000000000000000000001@thread.tacv2";
    private const string KeyId = "load-1";
    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private long _id = 1_795_400_517_000;

    private TeamsStub(WebApplication app, string certificateFile) => (_app, CertificateFile) = (app, certificateFile);

    /// <summary>The certificate to trust.</summary>
    public string CertificateFile { get; }

    /// <summary>Where keys and tokens are.</summary>
    public string Login => $"{_app.Urls.First(url => url.StartsWith("https", StringComparison.Ordinal))}/";

    /// <summary>For <c>Teams:MetadataUrl</c>.</summary>
    public string Metadata => $"{Login}.well-known/openidconfiguration";

    /// <summary>Where activities are answered.</summary>
    public string Service => $"{_app.Urls.First(url => !url.StartsWith("https", StringComparison.Ordinal))}/emea/";

    public static async Task<TeamsStub> StartAsync()
    {
        X509Certificate2 certificate = Certificate();
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate));
        });
        WebApplication app = builder.Build();
        var stub = new TeamsStub(app, file);
        app.MapGet("/.well-known/openidconfiguration", () => Json(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = $"{stub.Login}keys" }));
        app.MapGet("/keys", () => Json(stub.Keys()));
        app.MapPost("/{tenant}/oauth2/v2.0/token", () => Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 86_399, ["access_token"] = "load" }));
        app.Map("/emea/v3/{**call}", () => stub.Taken());
        await app.StartAsync();
        return stub;
    }

    /// <summary>A token as the Bot Connector sends it, good for the run.</summary>
    public string Token()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string said = $"{Part(new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "JWT" })}.{Part(new JsonObject
        {
            ["serviceurl"] = Service,
            ["nbf"] = now - 60,
            ["exp"] = now + 43_200,
            ["iss"] = "https://api.botframework.com",
            ["aud"] = AppId,
        })}";
        return $"{said}.{Base64Url(_key.SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        File.Delete(CertificateFile);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=load", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static IResult Json(JsonObject json) => Results.Text(json.ToJsonString(), "application/json");

    private static string Part(JsonObject part) => Base64Url(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private IResult Taken()
    {
        long id = Interlocked.Increment(ref _id);
        return Json(new JsonObject { ["id"] = $"{id}", ["activityId"] = $"{id}" });
    }

    private JsonObject Keys()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["n"] = Base64Url(key.Modulus!),
                ["e"] = Base64Url(key.Exponent!),
                ["endorsements"] = new JsonArray("msteams"),
            }),
        };
    }
}
