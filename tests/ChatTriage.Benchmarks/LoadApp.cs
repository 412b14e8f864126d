using ChatTriage.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Benchmarks;

/// <summary>The whole program on a free loopback port with a database of its own; client and service share the machine.</summary>
internal sealed class LoadApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private LoadApp(WebApplication app, string folder)
    {
        (_app, _folder) = (app, folder);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
        Http.DefaultRequestHeaders.Add("X-Playground", "1");
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public string Folder => _folder;

    public static async Task<LoadApp> StartAsync(LoadOptions options, int matchingRules)
    {
        string folder = Directory.CreateTempSubdirectory("chattriage-load-").FullName;
        WebApplicationBuilder builder = ChatTriageBuilder.Create([], "Development");
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "load.db")}",
            ["Redis:ConnectionString"] = options.Redis,
        };
        for (int rule = 0; rule < options.Rules; rule++)
        {
            settings[$"Brands:{rule}:Name"] = $"Brand{rule}";
            settings[$"Brands:{rule}:Match"] = rule < matchingRules ? $"brand{rule} OR @brand{rule}" : $"nothing{rule} OR @nothing{rule}";
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        WebApplication app = builder.AddChatTriage().Build();
        await ServeCommand.StartAsync(app);
        return new LoadApp(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
