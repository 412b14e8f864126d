using System.Net;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Dapper;

namespace ChatTriage.Tests.Slack;

/// <summary>A workspace connects itself: only one that may, only by the browser that began, and only once.</summary>
public sealed class InstallTests
{
    [Fact]
    public async Task Installed_Workspace_Lives_As_One_With_A_Token_In_The_Settings()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        string page = await stage.InstallAsync();
        page.ShouldContain("Installed");
        page.ShouldContain("slack:T0ACME0001/C0123ABC");
        var people = new SlackDriver(stage.Box, stage.App);

        SlackCard card = await people.RoutedAsync();
        await people.PressAsync(SlackDriver.Bob, card, "claim");
        await people.CardAsync(SlackDriver.CustomerService, card.Mention, newerThan: card.Version);
        (await people.AnswerAsync(SlackDriver.Alice, card, "claim")).ToJsonString().ShouldContain("bob");
        (await people.AskAsync(SlackDriver.Alice, "brightwater today")).ToJsonString().ShouldContain("Brightwater");

        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT holder FROM mention"))).ShouldBe($"slack:{InstallStage.Team}/{SlackDriver.Bob}");
        await stage.App.DrainOutboxAsync();
        await stage.Box.ShouldBeContentAsync();
        stage.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Slack_Is_Asked_For_The_Scopes_That_Are_Needed_And_The_Browser_Is_Bound()
    {
        await using InstallStage stage = await InstallStage.StartAsync(settings: ("Slack:RedirectUrl", "https://bot.example.com/slack/oauth_redirect"));
        using InstallStage.Browser browser = stage.Open();

        Uri page = await browser.BeginAsync();

        page.GetLeftPart(UriPartial.Path).ShouldBe(new Uri(stage.Box.BaseUrl, "/oauth/v2/authorize").AbsoluteUri);
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(page.Query);
        asked["scope"].ToString().ShouldBe("app_mentions:read,channels:read,chat:write,commands,groups:read,users:read");
        asked["redirect_uri"].ToString().ShouldBe("https://bot.example.com/slack/oauth_redirect");
        string cookie = browser.Last!.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ToLowerInvariant();
        foreach (string rule in new[] { "httponly", "secure", "samesite=lax", "max-age=600" })
        {
            cookie.ShouldContain(rule);
        }

        string state = asked["state"].ToString();
        state.Length.ShouldBe(64);
        cookie.ShouldNotContain(state);
    }

    [Fact]
    public async Task Only_The_Browser_That_Began_May_End_It_And_Only_Once()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        using InstallStage.Browser mine = stage.Open(), other = stage.Open(), third = stage.Open();
        Uri back = await mine.AllowAsync(await mine.BeginAsync());

        await other.BeginAsync();
        (await other.EndAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await third.EndAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await mine.EndAsync(new Uri(back.AbsoluteUri.Replace("state=", "state=0", StringComparison.Ordinal)))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await stage.Box.CallsAsync("oauth.v2.access")).ShouldBeEmpty();

        back = await mine.AllowAsync(await mine.BeginAsync());
        (await mine.EndAsync(back)).Status.ShouldBe(HttpStatusCode.OK);
        (HttpStatusCode status, string page) = await mine.EndAsync(back);
        status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("begin again at http://127.0.0.1:5080/slack/install");
        (await stage.Box.CallsAsync("oauth.v2.access")).Count.ShouldBe(1);
    }

    /// <summary>A copied cookie does not help either: the word was used.</summary>
    [Fact]
    public async Task Replay_With_The_Same_Cookie_Is_Refused()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        using InstallStage.Browser browser = stage.Open();
        Uri back = await browser.AllowAsync(await browser.BeginAsync());
        string cookie = browser.Last!.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = stage.App.Http.BaseAddress };
            http.DefaultRequestHeaders.Add("Cookie", cookie);
            return (await http.GetAsync(new Uri(back.PathAndQuery, UriKind.Relative))).StatusCode;
        }));

        answers.Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest]);
    }

    [Fact]
    public async Task Install_That_Took_Too_Long_Or_Was_Denied_Changes_Nothing()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        using InstallStage.Browser slow = stage.Open(), unwilling = stage.Open();

        Uri back = await slow.AllowAsync(await slow.BeginAsync());
        ((RunningClock)stage.App.Clock).Shift(TimeSpan.FromMinutes(11));
        (await slow.EndAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (HttpStatusCode status, string page) = await unwilling.EndAsync(await unwilling.AllowAsync(await unwilling.BeginAsync(), allow: false));
        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("you chose not to");
        (await stage.Box.CallsAsync("oauth.v2.access")).ShouldBeEmpty();
        InstallStage.Workspace(stage.App).ShouldBeNull();
    }

    [Fact]
    public async Task Foreign_Workspace_Is_Refused_And_Its_Token_Given_Back()
    {
        await using InstallStage stage = await InstallStage.StartAsync(teamName: "<b>Evil & \"Co\"</b>", settings: ("Slack:Workspaces:0", "T0OTHER001"));
        using InstallStage.Browser browser = stage.Open();

        (HttpStatusCode status, string page) = await browser.EndAsync(await browser.AllowAsync(await browser.BeginAsync()));

        status.ShouldBe(HttpStatusCode.Forbidden);
        page.ShouldContain("T0ACME0001");
        page.ShouldContain("Slack:Workspaces");
        page.ShouldNotContain("<b>");
        (await stage.Box.CallsAsync("auth.revoke")).ShouldHaveSingleItem()["response"]!["revoked"]!.GetValue<bool>().ShouldBeTrue();
        (await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM slack_workspace"))).ShouldBe(0);
    }

    [Fact]
    public async Task Pages_Hold_Nothing_That_Runs()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        using InstallStage.Browser browser = stage.Open();

        (_, string page) = await browser.EndAsync(new Uri($"{InstallStage.RedirectUrl}?state=x&code=%3Cscript%3E&error=%3Cscript%3E"));

        page.ShouldNotContain("script");
        browser.Last!.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        browser.Last.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        browser.Last.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        browser.Last.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Exchange_That_Slack_Refuses_Is_Said_Without_Details()
    {
        await using InstallStage stage = await InstallStage.StartAsync(settings: ("Slack:ClientSecret", "wrong-secret"));
        using InstallStage.Browser browser = stage.Open();

        (HttpStatusCode status, string page) = await browser.EndAsync(await browser.AllowAsync(await browser.BeginAsync()));

        status.ShouldBe(HttpStatusCode.BadGateway);
        page.ShouldNotContain("secret");
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("bad_client_secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workspace_Of_The_Settings_Keeps_Its_Token_When_It_Installs_As_Well()
    {
        await using InstallStage stage = await InstallStage.StartAsync(settings: [("Slack:BotToken", "xoxb-slackbox-bot"), ("Slack:Workspaces:0", "T0OTHER001")]);

        (await stage.InstallAsync()).ShouldContain("Connected already");
        (await stage.Box.CallsAsync("auth.revoke")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Org_Wide_Install_Is_Filed_Under_The_Grid()
    {
        await using InstallStage stage = await InstallStage.StartAsync(settings: ("Slack:Workspaces:0", "E0GRID0001"));
        await stage.Box.ConfigAsync(new { enterprise = new { id = "E0GRID0001", name = "Acme Grid" }, app = new { isEnterpriseInstall = true } });

        (await stage.InstallAsync()).ShouldContain("slack:E0GRID0001/C0123ABC");
        InstallStage.Workspace(stage.App)!.Key.ShouldBe("E0GRID0001");
        (await stage.Box.SlashAsync(SlackDriver.Alice, "brightwater today")).Posted.ShouldNotBeNull();
    }

    [Fact]
    public async Task Uninstalled_Workspace_Is_In_Trouble_Until_It_Installs_Again()
    {
        await using InstallStage stage = await InstallStage.StartAsync();
        await stage.InstallAsync();

        await stage.Box.EventAsync(new { type = "tokens_revoked", tokens = new { oauth = new[] { SlackDriver.Bob } } }, new { });
        await stage.Box.SlashAsync(SlackDriver.Alice, "help");
        stage.Trouble.ShouldBeNull("that was somebody's own token");

        await stage.Box.EventAsync(new { type = "app_uninstalled" }, new { });
        await TestApp.Eventually(async () => stage.Trouble is not null, "trouble");
        stage.Trouble!.ShouldContain("app_uninstalled (Acme)");
        await TestApp.Eventually(
            async () => await stage.App.Database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT ended FROM slack_workspace")) == "app_uninstalled", "the end to be stored");

        await stage.InstallAsync();
        stage.Trouble.ShouldBeNull();
        await new SlackDriver(stage.Box, stage.App).MentionWithCardAsync();
    }
}
