using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Benchmarks;

/// <summary>A Web API that agrees to everything at once, so that a run measures the product and not Slack.</summary>
internal sealed class SlackStub : IAsyncDisposable
{
    public const string Team = "T0LOAD0001";
    public const string Bot = "U0BOT00001";
    public const string Owner = "U0OWNER001";
    public const string Responder = "U0ANA00001";
    public const string Triage = "C0TRIAGE01";
    public const string Desk = "C0DESK0001";
    private readonly WebApplication _app;
    private long _ts = 1_795_400_517_000_000;

    private SlackStub(WebApplication app) => _app = app;

    /// <summary>For <c>Slack:ApiBaseUrl</c>.</summary>
    public string ApiBase => $"{_app.Urls.First()}/api/";

    /// <summary>Where private answers go.</summary>
    public string ResponseUrl => $"{_app.Urls.First()}/actions/T0LOAD0001/1225495612352/EqEGs8iVhhFzgHbPxcCD9hPM";

    public static async Task<SlackStub> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var stub = new SlackStub(app);
        app.MapPost("/api/{method}", (string method) => Results.Text(stub.Answer(method), "application/json"));
        app.MapPost("/actions/{**path}", () => Results.Text("ok"));
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Answer(string method) => method switch
    {
        "auth.test" => $$"""{"ok":true,"team":"Load","team_id":"{{Team}}","user":"chattriage","user_id":"{{Bot}}"}""",
        "users.info" => $$"""{"ok":true,"user":{"id":"U0","team_id":"{{Team}}","real_name":"Ana Alves","tz":"Europe/Berlin","profile":{"display_name":"Ana Alves"} } }""",
        _ => $$"""{"ok":true,"channel":"C0","ts":"{{Interlocked.Increment(ref _ts) / 1_000_000.0:0.000000}}"}""",
    };
}
