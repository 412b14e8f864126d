using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatTriage.Tests.Teams;

/// <summary>The app proves to Microsoft who it is: besides a secret, which all other tests use, by a certificate or as a managed identity.</summary>
public sealed class TeamsCredentialTests
{
    private const string Password = "a password of the file";

    [Theory]
    [InlineData("app.pem", null)]
    [InlineData("locked.pem", Password)]
    [InlineData("app.pfx", Password)]
    public async Task A_Certificate_Is_Proof_Enough(string name, string? password)
    {
        using RSA key = RSA.Create(2048);
        string folder = Directory.CreateTempSubdirectory("chattriage-certificate-").FullName;
        string file = Path.Combine(folder, name);
        Write(file, key, password);
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:ClientSecret", null), ("Teams:CertificatePath", file), ("Teams:CertificatePassword", password));

        await stage.People.MentionWithCardAsync();

        IReadOnlyDictionary<string, string> asked = stage.Mint.TokensAsked.First();
        asked.Keys.ShouldNotContain("client_secret");
        IsSignedBy(key, asked["client_assertion"]).ShouldBeTrue();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Certificate_That_Cannot_Be_Opened_Is_Trouble_And_The_Items_Wait()
    {
        using RSA key = RSA.Create(2048);
        string file = Path.Combine(Directory.CreateTempSubdirectory("chattriage-certificate-").FullName, "app.pfx");
        Write(file, key, Password);
        await using TeamsStage stage = await TeamsStage.StartAsync(("Teams:ClientSecret", null), ("Teams:CertificatePath", file), ("Teams:CertificatePassword", "another"));

        await stage.People.SendAsync();

        (await TestApp.Eventually(
            async () => await stage.App.Http.GetStringAsync("/health/ready") is var health && health.Contains("Degraded", StringComparison.Ordinal) ? health : null, "health that says so")).ShouldNotContain("another");
        (await stage.CountAsync("SELECT count(*) FROM outbox WHERE state IN ('ready', 'taken')")).ShouldBe(1);
        stage.Mint.TokensAsked.ShouldBeEmpty();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>The endpoint of App Service, which tells programs on the machine alone; the environment says where.</summary>
    [Fact]
    public async Task A_Managed_Identity_Is_Asked_For_By_The_Apps_Id()
    {
        var asked = new ConcurrentQueue<string>();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication identity = builder.Build();
        identity.MapGet("/msi/token", (HttpContext context) =>
        {
            asked.Enqueue($"{context.Request.Headers["X-IDENTITY-HEADER"]} {context.Request.Query["resource"]} {context.Request.Query["client_id"]}");
            return Results.Json(new { access_token = "from-the-identity", expires_on = $"{TeamsMint.Now() + 3600}", resource = "https://api.botframework.com", token_type = "Bearer" });
        });
        await identity.StartAsync();
        var at = new Uri(identity.Urls.First());
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", $"http://localhost:{at.Port}/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "only-here");
        try
        {
            await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: [("Teams:ClientSecret", null), ("Teams:ManagedIdentity", "true")]);
            stage.Wire.Lead("localhost", at.Port);
            stage.Connector.Takes = token => token == "from-the-identity";
            await stage.InstallAsync();

            await stage.People.MentionWithCardAsync();

            asked.First().ShouldBe($"only-here https://api.botframework.com {TeamsMint.AppId}");
            stage.Mint.TokensAsked.ShouldBeEmpty();
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    private static void Write(string file, RSA key, string? password)
    {
        var request = new CertificateRequest("CN=chattriage", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        if (file.EndsWith(".pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
            return;
        }

        string locked = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{locked}\n");
    }

    private static bool IsSignedBy(RSA key, string assertion)
    {
        string[] parts = assertion.Split('.');
        var head = (JsonObject)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]))!;
        RSASignaturePadding padding = (string?)head["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, padding);
    }
}
