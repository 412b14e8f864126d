using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>The token mint of the Teams test equipment, a process of its own that was not written for these tests, with certificates of its own.</summary>
public sealed class TeamsSts : IAsyncDisposable
{
    /// <summary>Ends the mint when the tests go away without saying so.</summary>
    private const string EndsWithUs = "data:text/javascript,process.stdin.resume().on('end',()=>process.exit())";

    private readonly Process _process;
    private readonly string _folder;
    private readonly RSA _key = RSA.Create();
    private readonly HttpClient _http;

    private TeamsSts(Process process, string folder, int port)
    {
        (_process, _folder, Port) = (process, folder, port);
        _key.ImportFromPem(File.ReadAllText(Path.Combine(folder, "sign.key")));
        Authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, "ca.pem"));
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = TeamsCertificate.OnlyOf(Authority) } })
        {
            BaseAddress = new Uri($"https://localhost:{port}/"),
        };
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Who signed its certificate.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Makes certificates and starts one on a free port. Skipped where the equipment, Node.js or OpenSSL is absent.</summary>
    public static async Task<TeamsSts> StartAsync()
    {
        string kit = await TeamsKitCopy.FolderAsync();
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, "openssl"))), "openssl is not installed");
        string folder = Directory.CreateTempSubdirectory("chattriage-sts-").FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(kit, "fake-sts")))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(file)), await File.ReadAllBytesAsync(file));
        }

        using (Process made = Start("sh", folder, "make-certs.sh"))
        {
            await made.StandardOutput.ReadToEndAsync();
            await made.WaitForExitAsync();
            made.ExitCode.ShouldBe(0);
        }

        int port = FreePort();
        Process process = Start("node", folder, "--import", EndsWithUs, "fake-sts.mjs", $"{port}");
        string? said = await process.StandardOutput.ReadLineAsync();
        said.ShouldNotBeNull().ShouldContain("fake STS");
        _ = DrainAsync(process.StandardOutput);
        return new TeamsSts(process, folder, port);
    }

    /// <summary>A token as the mint makes it; query as in its source: <c>iss=…&amp;aud=…&amp;exp=…</c>.</summary>
    public Task<string> MintAsync(string serviceUrl, string query = "") => _http.GetStringAsync(new Uri($"mint?serviceurl={Uri.EscapeDataString(serviceUrl)}&{query}", UriKind.Relative));

    /// <summary>Whether it gave this token for sending.</summary>
    public bool Takes(string token) => TeamsJwt.IsSignedBy(token, _key) && (string?)TeamsJwt.Claims(token)["aud"] == "https://api.botframework.com";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _key.Dispose();
        Authority.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["BOT_APP_ID"] = TeamsMint.AppId;
        start.Environment["BOT_SECRET"] = TeamsMint.Secret;
        start.Environment["TENANT"] = TeamsMint.Tenant;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>A pipe that nobody reads would stop it.</summary>
    private static async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null)
        {
        }
    }
}
