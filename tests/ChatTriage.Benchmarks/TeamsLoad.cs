using System.Text.Json.Nodes;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Presses on *I'll answer* of different items, as the Bot Connector sends them, with real tokens; the answer is the new card, so the work is done before it. The
/// peer asks the same Redis and answers with a card of one line: as it is in its folder, which takes no token, and once more with tokens verified.
/// </summary>
internal static class TeamsLoad
{
    private const string Owner = "00000000-0000-4000-8000-0000000000a1";
    private const string Responder = "00000000-0000-4000-8000-0000000000a2";
    private const string Answered = "application/vnd.microsoft.card.adaptive";

    public static async Task<int> RunAsync(ClickLoadOptions options)
    {
        await using ChildProcess redis = await ClickLoad.StartRedisAsync();
        await using TeamsStub stub = await TeamsStub.StartAsync();
        await using ClickedProduct product = await ClickedProduct.StartAsync(redis,
        [
            ("Teams__AppId", TeamsStub.AppId), ("Teams__TenantId", TeamsStub.Tenant), ("Teams__ClientSecret", "load"), ("Teams__LoginUrl", stub.Login), ("Teams__MetadataUrl", stub.Metadata),
            ("Teams__ServiceHosts__0", "127.0.0.1"), ("SSL_CERT_FILE", stub.CertificateFile),
            ("Triage__Channels__0", $"teams:{TeamsStub.Triage}"), ("Triage__Owners__0", $"teams:{Owner}"),
            ("Desks__CustomerService__Channels__0", $"teams:{TeamsStub.Desk}"), ("Desks__PublicRelations__Channels__0", $"teams:{TeamsStub.Desk}"),
        ]);
        var clicks = new TeamsClickMaker(stub);
        byte[] Desk(string verb, int version, long id) => clicks.Press(verb, version, "CustomerService", TeamsStub.Desk, Responder, id);
        await ClickGenerator.RunAsync(product.Port, [clicks.Added(TeamsStub.Triage, Owner), clicks.Added(TeamsStub.Desk, Responder)], rate: 0, connections: 1, "200");
        ClickPart[] parts =
        [
            new($"I'll answer, {options.Rate} a second", options.Rate, ClickLoad.OpenConnections, options.Rate * options.Seconds, id => Desk("claim", 2, id), "claim"),
            new($"I'll answer, {ClickLoad.ClosedConnections} connections", 0, ClickLoad.ClosedConnections, options.ItemsPerRound, id => Desk("claim", 2, id), "claim"),
            new($"Refresh (changes nothing), {ClickLoad.ClosedConnections} connections", 0, ClickLoad.ClosedConnections, 0, id => Desk("refresh", 3, id), null),
        ];
        long[] items = await product.RoutedAsync(ClickLoad.ItemsOf(options, parts), id => clicks.Press("customer-service", 1, "Triage", TeamsStub.Triage, Owner, id));
        await product.AllPostedAsync(TeamsClickMaker.FirstRef);
        var peers = new List<ClickPeer>();
        if (options.Peer is { } folder)
        {
            string verifying = Path.Combine(AppContext.BaseDirectory, "verify-tokens.cjs");
            peers.Add(await ClickPeer.StartAsync("botbuilder", folder, ["botbuilder-app.js"], redis, [], id => Desk("claim", 2, id)));
            peers.Add(await ClickPeer.StartAsync("botbuilder with tokens", folder, ["--require", verifying, "botbuilder-app.js"], redis,
                [("NODE_EXTRA_CA_CERTS", stub.CertificateFile), ("VERIFY_TOKENS", Verifying(stub).ToJsonString())], id => Desk("claim", 2, id)));
        }

        await new ClickLoad(options, product, peers, Answered).RunAsync(parts, items);
        foreach (ClickPeer peer in peers)
        {
            await peer.DisposeAsync();
        }

        return 0;
    }

    /// <summary>The settings of botbuilder's <c>ConfigurationBotFrameworkAuthentication</c> for the public cloud, with the stub's keys.</summary>
    private static JsonObject Verifying(TeamsStub stub) => new()
    {
        ["MicrosoftAppId"] = TeamsStub.AppId,
        ["MicrosoftAppPassword"] = "load",
        ["MicrosoftAppType"] = "MultiTenant",
        ["ValidateAuthority"] = true,
        ["ToChannelFromBotLoginUrl"] = "https://login.microsoftonline.com/botframework.com",
        ["ToChannelFromBotOAuthScope"] = "https://api.botframework.com",
        ["ToBotFromChannelTokenIssuer"] = "https://api.botframework.com",
        ["OAuthUrl"] = "https://api.botframework.com",
        ["ToBotFromChannelOpenIdMetadataUrl"] = stub.Metadata,
        ["ToBotFromEmulatorOpenIdMetadataUrl"] = "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration",
        ["CallerId"] = "urn:botframework:azure",
    };
}
