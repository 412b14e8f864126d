using System.Net;
using ChatTriage.Settings;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Tests.Teams;

/// <summary>Without tokens the program may only be tried out, on one machine, and says so.</summary>
public sealed class TeamsUnauthenticatedTests
{
    private static readonly (string Key, string? Value)[] Open = [("Teams:AllowUnauthenticated", "true"), ("Teams:AppId", null), ("Teams:TenantId", null), ("Teams:ClientSecret", null), ("Teams:ServiceHosts:0", null)];

    [Fact]
    public async Task On_This_Machine_A_Mention_Lives_Without_Tokens_And_The_Log_Warns()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: Open);
        stage.Connector.Takes = null;
        await DeliverInstallAsync(stage, TeamsDriver.Triage);
        await DeliverInstallAsync(stage, TeamsDriver.CustomerService);

        TeamsCard card = await stage.People.MentionWithCardAsync();
        (await stage.People.DeliverAsync(stage.People.Click(TeamsDriver.Megan, card, "customer-service").ToJsonString(), bearer: null)).Card.ShouldNotBeNull();
        await stage.People.CardAsync(TeamsDriver.CustomerService, card.Mention);

        stage.App.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Warning && line.Text.Contains("ALLOWUNAUTHENTICATED", StringComparison.Ordinal));
        stage.Mint.TokensAsked.ShouldBeEmpty();
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://evil.example/")]
    [InlineData("http://10.0.0.1/")]
    public async Task Nothing_Is_Sent_To_Another_Machine(string serviceUrl)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: Open);
        stage.People.ServiceUrl = serviceUrl;

        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add").ToJsonString(), bearer: null)).Status.ShouldBe(403);
        await stage.People.SendAsync();
        await stage.PassAsync(TimeSpan.FromMinutes(2));

        stage.Wire.Strangers.ShouldBeEmpty();
        stage.Connector.Calls().ShouldBeEmpty();
    }

    /// <summary>A tunnel or a proxy on this machine makes every stranger look near.</summary>
    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "bot.example.com")]
    public async Task Somebody_Behind_A_Proxy_Is_Not_Of_This_Machine(string header, string value)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: Open);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add").ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await stage.App.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBeInRange(400, 499);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(0);
    }

    /// <summary>Whoever sends a token is judged by it.</summary>
    [Fact]
    public async Task A_Wrong_Token_Is_Worse_Than_None()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(installed: false, settings: [.. Open, ("Teams:AppId", TeamsMint.AppId), ("Teams:TenantId", TeamsMint.Tenant), ("Teams:ClientSecret", TeamsMint.Secret)]);

        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "add").ToJsonString(), stage.Mint.Token(stage.People.ServiceUrl, claims => claims["aud"] = "another"))).Status.ShouldBe((int)HttpStatusCode.Unauthorized);
        (await stage.CountAsync("SELECT count(*) FROM teams_reference")).ShouldBe(0);
    }

    /// <summary>Where the program runs and listens is only looked at when it starts.</summary>
    [Fact]
    public async Task Nobody_Switches_It_On_While_The_Program_Runs()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync();
        var configuration = (IConfigurationRoot)stage.App.Services.GetRequiredService<IConfiguration>();
        configuration["Teams:AllowUnauthenticated"] = "true";
        configuration.Reload();
        await TestApp.Eventually(() => Task.FromResult(stage.App.Logs.Lines.Any(line => line.Text.Contains("Settings changed", StringComparison.Ordinal))), "the new settings");

        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, TeamsDriver.Triage, "remove").ToJsonString(), bearer: null)).Status.ShouldBe((int)HttpStatusCode.Unauthorized);

        await stage.People.MentionWithCardAsync();
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:0", "Teams:AllowUnauthenticated")]
    [InlineData("Staging", "http://127.0.0.1:0", "Teams:AllowUnauthenticated")]
    [InlineData("Development", "http://0.0.0.0:0", "Urls")]
    [InlineData("Development", "http://*:0", "Urls")]
    [InlineData("Development", "http://127.0.0.1:0;http://[::]:0", "Urls")]
    public async Task Elsewhere_The_Program_Does_Not_Start(string environment, string urls, string fault)
    {
        WrongSettingsException refused = await Should.ThrowAsync<WrongSettingsException>(() => TestApp.StartAsync(new TestAppOptions
        {
            Environment = environment,
            Settings = [("Teams:AllowUnauthenticated", "true"), ("Triage:Owners:0", TeamsDriver.Megan.Address)],
            Configure = builder => builder.Configuration["Urls"] = urls,
        }));

        refused.Message.ShouldContain(fault);
    }

    private static async Task DeliverInstallAsync(TeamsStage stage, string room) =>
        (await stage.People.DeliverAsync(stage.People.Installation(TeamsDriver.Patti, room, "add").ToJsonString(), bearer: null)).Status.ShouldBe(200);
}
