using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>Only what Teams has signed for this bot is done, and nothing is sent to where Teams did not say it.</summary>
public sealed class TeamsTokenTests
{
    private static readonly RSA Stranger = RSA.Create(2048);

    /// <summary>Tokens that are not good for an activity, and how it is answered.</summary>
    private static readonly (string What, int Status, Func<TeamsStage, string, string?> Token)[] s_wrong =
    [
        ("missing", 401, (_, _) => null),
        ("no token", 401, (_, _) => "abc"),
        ("empty parts", 401, (_, _) => ".."),
        ("words between dots", 401, (_, _) => "a.b.c"),
        ("a head that is no JSON", 401, (_, _) => "bm9uc2Vuc2U.e30.eA"),
        ("a head that is another thing", 401, (_, _) => "WzFd.e30.eA"),
        ("a key that is no text", 401, (_, _) => "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.eA"),
        ("a body that is no JSON", 401, (_, _) => "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.bm9uc2Vuc2U.eA"),
        ("issuer", 401, (stage, url) => stage.Mint.Token(url, claims => claims["iss"] = "https://evil.example")),
        ("no issuer", 401, (stage, url) => stage.Mint.Token(url, claims => claims.Remove("iss"))),
        ("audience", 401, (stage, url) => stage.Mint.Token(url, claims => claims["aud"] = "bbbbbbbb-0000-4000-8000-000000000002")),
        ("no audience", 401, (stage, url) => stage.Mint.Token(url, claims => claims.Remove("aud"))),
        ("audience of the connector", 401, (stage, url) => stage.Mint.Token(url, claims => claims["aud"] = "https://api.botframework.com")),
        ("expired", 401, (stage, url) => stage.Mint.Token(url, claims => claims["exp"] = TeamsMint.Now() - 400)),
        ("no end", 401, (stage, url) => stage.Mint.Token(url, claims => claims.Remove("exp"))),
        ("not yet valid", 401, (stage, url) => stage.Mint.Token(url, claims => claims["nbf"] = TeamsMint.Now() + 400)),
        ("somebody else's key", 401, (stage, url) => TeamsJwt.Sign(TeamsMint.Claims(url), Stranger, stage.Mint.Kid)),
        ("a key nobody knows", 401, (_, url) => TeamsJwt.Sign(TeamsMint.Claims(url), Stranger, "key-99")),
        ("no algorithm", 401, (stage, url) => TeamsJwt.WithoutSignature(TeamsMint.Claims(url), stage.Mint.Kid)),
        ("the public key as a secret", 401, (stage, url) => TeamsJwt.SignWithSecret(TeamsMint.Claims(url), stage.Mint.Key.ExportSubjectPublicKeyInfo(), stage.Mint.Kid)),
        ("the modulus as a secret", 401, (stage, url) => TeamsJwt.SignWithSecret(TeamsMint.Claims(url), stage.Mint.Key.ExportParameters(false).Modulus!, stage.Mint.Kid)),
        ("the playground's secret", 401, (_, url) => TeamsJwt.SignWithSecret(TeamsMint.Claims(url), "dummy-secret-key"u8.ToArray(), "")),
        ("another algorithm", 401, (stage, url) => TeamsJwt.Sign(TeamsMint.Claims(url), stage.Mint.Key, stage.Mint.Kid, "PS256", pss: true)),
        ("changed after signing", 401, (stage, url) => TeamsJwt.WithClaims(stage.Mint.Token(url, claims => claims["aud"] = "another"), TeamsMint.Claims(url))),
        ("our own token for sending", 401, (stage, _) => TeamsJwt.Sign(
            new JsonObject { ["aud"] = "https://api.botframework.com", ["iss"] = $"https://login.microsoftonline.com/{TeamsMint.Tenant}/v2.0", ["exp"] = TeamsMint.Now() + 3000, ["tid"] = TeamsMint.Tenant }, stage.Mint.Key, stage.Mint.Kid)),
        ("service URL", 403, (stage, _) => stage.Mint.Token("https://smba.trafficmanager.net/amer/")),
        ("no service URL", 403, (stage, url) => stage.Mint.Token(url, claims => claims.Remove("serviceurl"))),
    ];

    [Fact]
    public async Task A_Wrong_Token_Is_Refused_And_Nothing_Is_Done()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.MentionWithCardAsync();
        await stage.App.DrainOutboxAsync();
        int calls = stage.Connector.Calls().Count;
        long references = await stage.CountAsync("SELECT count(*) FROM teams_reference");

        foreach ((string what, int status, Func<TeamsStage, string, string?> token) in s_wrong)
        {
            foreach (JsonObject activity in new[]
            {
                stage.People.Click(TeamsDriver.Megan, card, "customer-service"),
                stage.People.Words(TeamsDriver.Adele, TeamsDriver.Triage, "mentions brightwater today"),
                stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "remove"),
            })
            {
                (await stage.People.DeliverAsync(activity.ToJsonString(), token(stage, stage.People.ServiceUrl))).Status.ShouldBe(status, what);
            }
        }

        await stage.PassAsync(TimeSpan.FromSeconds(5));
        stage.Connector.Calls().Count.ShouldBe(calls);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(references);
        (await stage.CountAsync("SELECT count(*) FROM mention WHERE state = 'AwaitingTriage'")).ShouldBe(1);
        stage.App.Logs.Lines.ShouldContain(line => line.Text.Contains("An activity was refused", StringComparison.Ordinal));

        // The right one is still taken.
        await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("")]
    public async Task A_Key_That_Is_Not_For_Teams_Signs_Nothing_Of_Teams(string endorsement)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false);
        stage.Mint.Endorsements = endorsement.Length == 0 ? [] : [endorsement];

        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add"))).Status.ShouldBe(403);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(0);
    }

    /// <summary>A bot can have more channels than Teams, and in most of them the sender says who they are.</summary>
    [Theory]
    [InlineData("directline")]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public async Task Nobody_Is_Believed_To_Be_Somebody_Of_Teams_In_Another_Channel_Of_The_Bot(string channel)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.MentionWithCardAsync();
        stage.Mint.Endorsements = ["msteams", channel];
        stage.Mint.Rotate();
        JsonObject click = stage.People.Click(TeamsDriver.Megan, card, "customer-service");
        click["channelId"] = channel;

        (await stage.People.DeliverAsync(click)).Status.ShouldBe(403);

        (await stage.CountAsync("SELECT count(*) FROM mention WHERE state = 'AwaitingTriage'")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Another_Tenant_Is_Not_Served()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false);
        JsonObject foreign = stage.People.Installation(TeamsDriver.Eve, TeamsDriver.Triage, "add");
        foreign["conversation"]!["tenantId"] = TeamsDriver.Eve.Tenant;
        foreign["channelData"]!["tenant"]!["id"] = TeamsDriver.Eve.Tenant;

        (await stage.People.DeliverAsync(foreign)).Status.ShouldBe(403);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(0);
    }

    [Fact]
    public async Task A_Bot_Made_As_Multi_Tenant_Serves_The_Tenants_That_Are_Named_Alone()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: [("Teams:TenantId", "botframework.com"), ("Teams:Tenants:0", TeamsMint.Tenant)]);
        JsonObject foreign = stage.People.Installation(TeamsDriver.Eve, TeamsDriver.Triage, "add");
        foreign["conversation"]!["tenantId"] = TeamsDriver.Eve.Tenant;
        foreign["channelData"]!["tenant"]!["id"] = TeamsDriver.Eve.Tenant;

        (await stage.People.DeliverAsync(foreign)).Status.ShouldBe(403);
        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add"))).Status.ShouldBe(200);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference WHERE address = @address", new { address = $"teams:{TeamsDriver.Triage}" })).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_Is_Sent_Before_A_Verified_Activity_Says_Where()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false);
        TeamsDriver people = stage.People;
        long mention = await people.SendAsync();
        string[] elsewhere =
        [
            "https://evil.example/", "https://smba.trafficmanager.net.evil.example/", "https://smba.trafficmanager.net@evil.example/", "https://evil.example/?smba.trafficmanager.net",
            "https://evil.example/#.botframework.com", "https://evilbotframework.com/", "http://smba.trafficmanager.net/emea/", "https://10.0.0.1/", "https://localhost/", "ftp://smba.trafficmanager.net/", "smba",
        ];
        foreach (string url in elsewhere)
        {
            // Without a good token, and with one that Teams itself would have made.
            people.ServiceUrl = url;
            JsonObject activity = people.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add");
            (await people.DeliverAsync(activity.ToJsonString(), null)).Status.ShouldBe(401, url);
            (await people.DeliverAsync(activity.ToJsonString(), TeamsJwt.Sign(TeamsMint.Claims(url), Stranger, stage.Mint.Kid))).Status.ShouldBe(401, url);
            (await people.DeliverAsync(activity)).Status.ShouldBe(403, url);
        }

        await stage.PassAsync(TimeSpan.FromMinutes(3));
        stage.Connector.Calls().ShouldBeEmpty();
        stage.Wire.Strangers.ShouldBeEmpty();

        people.ServiceUrl = TeamsDouble.RealServiceUrl;
        await people.InstallAsync(TeamsDriver.Patti, TeamsDriver.Triage);
        await people.CardAsync(TeamsDriver.Triage, mention);
        stage.Connector.Calls().ShouldAllBe(call => call.Status < 300);
        await stage.ShouldBeInOrderAsync();
    }

    /// <summary>By the real names and over TLS, with a mint that was not written here: tokens in both directions.</summary>
    [Fact]
    public async Task Real_Tokens_Go_Both_Ways()
    {
        await using TeamsSts sts = await TeamsSts.StartAsync();
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: true, sts);
        TeamsDriver people = stage.People;

        TeamsCard desk = await people.RoutedAsync();
        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");
        stage.Connector.Calls().ShouldAllBe(call => call.Status < 300);

        string click = people.Click(TeamsDriver.Adele, await people.CardAsync(TeamsDriver.CustomerService, desk.Mention), "release").ToJsonString();
        foreach ((string query, int status) in new[]
        {
            ("iss=https://evil.example", 401), ("aud=another", 401), ("exp=-400", 401), ("nbf=400", 401), ("iss=https://sts.windows.net/x/", 401),
        })
        {
            (await people.DeliverAsync(click, await sts.MintAsync(people.ServiceUrl, query))).Status.ShouldBe(status, query);
        }

        (await people.DeliverAsync(click, await sts.MintAsync("https://smba.trafficmanager.net/amer/"))).Status.ShouldBe(403);
        (await people.CardAsync(TeamsDriver.CustomerService, desk.Mention)).State.ShouldContain("Adele Vance is answering");
        (await people.DeliverAsync(click, await sts.MintAsync(people.ServiceUrl))).Status.ShouldBe(200);
        await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "nobody yet");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task New_Keys_Are_Learnt_And_Nobody_Can_Make_The_Program_Ask_For_Them_All_The_Time()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        stage.Mint.Rotate();

        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add"))).Status.ShouldBe(200);
        int asked = stage.Mint.KeysAsked;
        for (int i = 0; i < 50; i++)
        {
            string token = TeamsJwt.Sign(TeamsMint.Claims(stage.People.ServiceUrl), Stranger, $"key-{i + 100}");
            (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add").ToJsonString(), token)).Status.ShouldBe(401);
        }

        (stage.Mint.KeysAsked - asked).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Without_Keys_Nothing_Is_Taken_And_Teams_Is_Asked_To_Come_Again()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false);
        stage.Mint.IsAway = true;

        TeamsAnswer answer = await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add"));
        answer.Status.ShouldBe(503);
        answer.RetryAfter.ShouldBeTrue();
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(0);

        stage.Mint.IsAway = false;
        await TestApp.Eventually(async () => (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add"))).Status == 200, "the keys");
    }

    [Fact]
    public async Task One_Token_Serves_For_Many_Calls_And_A_Refused_One_Is_Renewed_At_Once()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        TeamsCard card = await stage.People.MentionWithCardAsync();
        await stage.People.MentionWithCardAsync("brightwater again");
        IReadOnlyDictionary<string, string> asked = stage.Mint.TokensAsked.ShouldHaveSingleItem();
        asked["grant_type"].ShouldBe("client_credentials");

        stage.Mint.Revoke();
        await stage.People.PressAsync(TeamsDriver.Megan, card, "customer-service");
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);
        await stage.People.CardSayingAsync(TeamsDriver.Triage, card.Mention, "On the customer service desk");
        stage.Mint.TokensAsked.Count.ShouldBe(2);
        (await stage.HealthAsync()).ShouldBe("Healthy");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task What_Is_No_Activity_Is_Refused_And_Does_No_Harm()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        string token = stage.Mint.Token(stage.People.ServiceUrl);
        foreach (string body in new[] { "", "{", "[]", "null", "17", "\"message\"", "{}", """{"type":"message"}""", """{"type":7,"conversation":{"id":"a"},"serviceUrl":"b"}""", $$"""{"type":"message","text":"{{new string('x', 1_100_000)}}"}""" })
        {
            (await stage.People.DeliverAsync(body, token)).Status.ShouldBe(400, body.Length > 100 ? "too long" : body);
        }

        // Right, and yet like nothing that Teams sends.
        JsonObject odd = stage.People.Activity("event", TeamsDriver.Adele, stage.Connector.Room(TeamsDriver.Group), thread: null);
        (await stage.People.DeliverAsync(odd)).Status.ShouldBe(200);
        odd["type"] = "invoke";
        odd["name"] = "task/fetch";
        (await stage.People.DeliverAsync(odd)).Status.ShouldBe((int)HttpStatusCode.NotImplemented);
        odd["name"] = "adaptiveCard/action";
        (await stage.People.DeliverAsync(odd)).Said.ShouldNotBeNull().ShouldContain("older version");
        odd["value"] = "nonsense";
        (await stage.People.DeliverAsync(odd)).Said.ShouldNotBeNull().ShouldContain("older version");
        odd["from"] = 7;
        (await stage.People.DeliverAsync(odd)).Said.ShouldNotBeNull();
        stage.ShouldBeContent();
    }
}
