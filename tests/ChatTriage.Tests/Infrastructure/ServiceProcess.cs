using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>The built program as a process of its own, for what only processes can show: two at once, SIGKILL, exit codes.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, int port)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Add("X-Playground", "1");
    }

    /// <summary>Talks to the process as a client on this machine.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts serving on a free port and waits until it answers.</summary>
    public static async Task<ServiceProcess> StartAsync(string folder, params (string Key, string Value)[] settings)
    {
        int port = RedisServer.FreePort();
        Process process = Start(folder, [("Urls", $"http://127.0.0.1:{port}"), .. settings], []);
        var service = new ServiceProcess(process, port);
        _ = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await TestApp.Eventually(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The program ended with {process.ExitCode}: {await errors}");
                }

                try
                {
                    return (await service.Http.GetAsync("/health/live")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the program to answer",
            seconds: 60);
        return service;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, IReadOnlyList<string> arguments, params (string Key, string Value)[] settings)
    {
        using Process process = Start(folder, settings, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Sends JSON and reads JSON.</summary>
    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(path, body);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it: the process may finish what it has begun. Gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string folder, IReadOnlyList<(string Key, string Value)> settings, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "chattriage.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__ConnectionString"] = $"Data Source={Path.Combine(folder, "chattriage.db")}";
        start.Environment["Playground__SampleMentions"] = "false";
        foreach ((string key, string value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }
}
