using System.Net;
using ChatTriage.Platforms;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Slack;

/// <summary>The program without a bot token: a workspace connects itself by a browser.</summary>
public sealed class InstallStage : IAsyncDisposable
{
    /// <summary>Id of the box's workspace.</summary>
    public const string Team = "T0ACME0001";

    /// <summary>Where Slack sends the browser. Its host is not asked: browsers of the tests go to the program itself.</summary>
    public const string RedirectUrl = "http://127.0.0.1:5080/slack/oauth_redirect";

    private readonly ScratchFolder _folder = new();
    private readonly List<TestApp> _apps = [];

    private InstallStage(SlackBox box) => Box = box;

    /// <summary>The workspace.</summary>
    public SlackBox Box { get; }

    /// <summary>The program.</summary>
    public TestApp App => _apps[0];

    /// <summary>Folder with the database.</summary>
    public string Folder => _folder.Path;

    /// <summary>What is wrong with Slack, as the program says it.</summary>
    public string? Trouble => App.Services.GetRequiredService<ChatPlatforms>().InTrouble().Select(platform => platform.Trouble).SingleOrDefault();

    /// <summary>Starts both.</summary>
    /// <param name="rotation">Whether tokens end after twelve hours.</param>
    /// <param name="teamName">What the workspace is called.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<InstallStage> StartAsync(bool rotation = false, string teamName = "Acme", params (string Key, string? Value)[] settings)
    {
        string[] everybody = [SlackDriver.Alice, SlackDriver.Bob, "U0TRIAGE01"];
        var stage = new InstallStage(await SlackBox.StartAsync(new
        {
            timeScale = 0.001,
            team = new { name = teamName },
            app = new { redirectUris = new[] { RedirectUrl }, tokenRotation = rotation },
            channels = new[] { SlackDriver.Triage, SlackDriver.CustomerService, SlackDriver.PublicRelations }.Select(id => new { id, name = id.ToLowerInvariant(), members = everybody }),
        }));
        await stage.StartAnotherAsync(settings);
        await stage.Box.ConfigAsync(new { urls = SlackStage.Urls(stage.App) });
        return stage;
    }

    /// <summary>Settings of a program that workspaces connect themselves to.</summary>
    public static IReadOnlyList<(string Key, string? Value)> Settings(string apiBaseUrl, string signingSecret, string folder) =>
    [
        ("Slack:ApiBaseUrl", apiBaseUrl), ("Slack:SigningSecret", signingSecret), ("Slack:ClientId", "111111.222222"), ("Slack:ClientSecret", "client-secret"),
        ("Slack:RedirectUrl", RedirectUrl), ("Slack:Workspaces:0", Team), ("Slack:KeysFolder", Path.Combine(folder, "keys")),
        ("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "brightwater"),
        ("Triage:Channels:0", $"slack:{Team}/{SlackDriver.Triage}"), ("Triage:Owners:0", $"slack:{Team}/{SlackDriver.Alice}"),
        ("Desks:CustomerService:Channels:0", $"slack:{Team}/{SlackDriver.CustomerService}"), ("Desks:PublicRelations:Channels:0", $"slack:{Team}/{SlackDriver.PublicRelations}"),
    ];

    /// <summary>Another process on the same database.</summary>
    public async Task<TestApp> StartAnotherAsync(params (string Key, string? Value)[] settings)
    {
        Dictionary<string, string?> all = Settings(Box.ApiBaseUrl, Box.SigningSecret, Folder).ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach ((string key, string? value) in settings)
        {
            all[key] = value;
        }

        TestApp app = await TestApp.StartAsync(new TestAppOptions { RealTime = true, Folder = Folder, Settings = [.. all.Select(setting => (setting.Key, setting.Value))] });
        _apps.Add(app);
        return app;
    }

    /// <summary>A browser with cookies of its own.</summary>
    public Browser Open() => new(App);

    /// <summary>Installs the app; gives the last page.</summary>
    public async Task<string> InstallAsync()
    {
        using Browser browser = Open();
        (HttpStatusCode status, string page) = await browser.EndAsync(await browser.AllowAsync(await browser.BeginAsync()));
        status.ShouldBe(HttpStatusCode.OK, page);
        return page;
    }

    /// <summary>The workspace as the program knows it.</summary>
    internal static SlackWorkspace? Workspace(TestApp app) => app.Services.GetRequiredService<SlackWorkspaces>().All.SingleOrDefault();

    /// <summary>How often a token was renewed.</summary>
    public async Task<int> RenewalsAsync() => (await Box.CallsAsync("oauth.v2.access")).Count(call => (string?)call["args"]!["grant_type"] == "refresh_token");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (TestApp app in _apps)
        {
            await app.DisposeAsync();
        }

        await Box.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Follows where it is sent, one step at a time.</summary>
    public sealed class Browser : IDisposable
    {
        private readonly HttpClient _http;

        /// <summary>Without any cookie.</summary>
        public Browser(TestApp app) =>
            _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = app.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };

        /// <summary>What the program said about the last page.</summary>
        public HttpResponseMessage? Last { get; private set; }

        /// <summary>Begins an install: Slack's page to go to.</summary>
        public async Task<Uri> BeginAsync()
        {
            Last = await _http.GetAsync("/slack/install");
            Last.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            return Last.Headers.Location!;
        }

        /// <summary>On Slack's page: *Allow*, or *Cancel*. Where Slack sends the browser then.</summary>
        public async Task<Uri> AllowAsync(Uri page, bool allow = true)
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri($"{page}{(allow ? "" : "&_deny=1")}"));
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync());
            return response.Headers.Location!;
        }

        /// <summary>Comes back to the program.</summary>
        public async Task<(HttpStatusCode Status, string Page)> EndAsync(Uri back)
        {
            back.GetLeftPart(UriPartial.Path).ShouldBe(RedirectUrl);
            Last = await _http.GetAsync(new Uri(back.PathAndQuery, UriKind.Relative));
            return (Last.StatusCode, await Last.Content.ReadAsStringAsync());
        }

        /// <inheritdoc/>
        public void Dispose() => _http.Dispose();
    }
}
