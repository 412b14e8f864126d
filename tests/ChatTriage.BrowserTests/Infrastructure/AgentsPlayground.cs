using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>
/// Microsoft's Agents Playground: a Teams client that nobody here wrote, with a web page and a Bot Connector of its own. It listens on all interfaces and
/// cannot be told not to, so it lives as long as a test does.
/// </summary>
public sealed class AgentsPlayground : IAsyncDisposable
{
    /// <summary>Ends it when the tests go away without saying so.</summary>
    private const string EndsWithUs = "data:text/javascript,process.stdin.resume().on('end',()=>process.exit())";

    private readonly Process _process;
    private readonly string _folder;

    private AgentsPlayground(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        BaseUrl = new Uri($"http://localhost:{port}/");
    }

    /// <summary>Its page.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Starts it for a program that listens already. Skipped where it or Node.js is absent.</summary>
    public static async Task<AgentsPlayground> StartAsync(Uri program)
    {
        string kit = await TeamsKitCopy.FolderAsync();
        string folder = Directory.CreateTempSubdirectory("chattriage-agentsplayground-").FullName;
        int port = FreePort();
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            "--import", EndsWithUs, Path.Combine(kit, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start",
            "-e", new Uri(program, "/api/messages").ToString(), "-p", $"{port}", "-c", "msteams", "--disable-telemetry",
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Path.Combine(kit, "m365agentsplayground.yml");
        start.Environment["M365_AGENTS_PLAYGROUND_LOGFILE"] = Path.Combine(folder, "playground.log");
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var playground = new AgentsPlayground(process, folder, port);
        await playground.WaitAsync();
        return playground;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<bool> WaitAsync() => TestApp.Eventually(
        async () =>
        {
            try
            {
                using var http = new HttpClient();
                return await http.GetStringAsync(new Uri(BaseUrl, "_debug/ping")) == "pong";
            }
            catch (HttpRequestException)
            {
                return _process.HasExited ? throw new InvalidOperationException($"The Agents Playground ended with {_process.ExitCode}") : false;
            }
        },
        "the Agents Playground");

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
