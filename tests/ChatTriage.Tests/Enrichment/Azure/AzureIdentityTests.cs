using Azure.Core;
using Azure.Identity;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>Without a key the program asks as its identity in Entra, over TLS and for this service alone.</summary>
public sealed class AzureIdentityTests
{
    private const string Text = "I love @brightwater";

    [Fact]
    public async Task Identity_Asks_With_Its_Token()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();
        var identity = new FakeIdentity();
        await using TestApp app = await AppAsync(azure, identity);

        await AzureStage.ReadByAzureAsync(app, await AzureStage.SendAsync(app, Text));

        azure.Calls.ShouldAllBe(call => call.Authorization == $"Bearer {AzureDouble.Token}");
        identity.Scopes.Distinct().ShouldBe(["https://cognitiveservices.azure.com/.default"]);
        app.Logs.Lines.ShouldAllBe(line => !line.Text.Contains(AzureDouble.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Identity_That_Has_No_Token_Costs_No_Card_And_Is_Told()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();
        var identity = new FakeIdentity { Fault = new CredentialUnavailableException("tenant 1111 says no") };
        await using TestApp app = await AppAsync(azure, identity);
        var people = new PlaygroundDriver(app.Http);

        long id = await AzureStage.SendAsync(app, Text);
        await people.CardAsync(PlaygroundDriver.Triage, id);
        long second = await AzureStage.SendAsync(app, $"{Text} too");
        await people.CardAsync(PlaygroundDriver.Triage, second);

        (await people.AskAsync(PlaygroundDriver.Owner, "/mentions status")).Card!.ToJsonString().ShouldContain("no token: CredentialUnavailableException");
        app.Logs.Lines.ShouldAllBe(line => !line.Text.Contains("tenant 1111", StringComparison.Ordinal));
        azure.Requests.ShouldBe(0);

        identity.Fault = null;
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await AzureStage.ReadByAzureAsync(app, id);
        await AzureStage.ReadByAzureAsync(app, second);
    }

    [Fact]
    public async Task Container_On_This_Machine_Is_Asked_Without_Any_Proof()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();
        var identity = new FakeIdentity();
        await using TestApp app = await AzureStage.AppAsync(azure, new TestAppOptions
        {
            Settings = [("Analysis:Azure:Key", null)],
            Configure = builder => builder.Services.AddSingleton(new Lazy<TokenCredential>(identity)),
        });

        long id = await AzureStage.SendAsync(app, Text);
        await TestApp.Eventually(() => Task.FromResult(azure.Requests > 0), "a question");

        identity.Scopes.ShouldBeEmpty();
        await new PlaygroundDriver(app.Http).CardAsync(PlaygroundDriver.Triage, id);
    }

    private static Task<TestApp> AppAsync(AzureDouble azure, TokenCredential identity) => AzureStage.AppAsync(azure, new TestAppOptions
    {
        Settings = [("Analysis:Azure:Endpoint", azure.SafeEndpoint), ("Analysis:Azure:Key", null)],
        Configure = builder =>
        {
            builder.Services.AddSingleton(new Lazy<TokenCredential>(identity));
            builder.Services.AddKeyedSingleton<HttpMessageHandler>(
                "azure", (_, _) => new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = TeamsCertificate.OnlyOwn } });
        },
    });
}
