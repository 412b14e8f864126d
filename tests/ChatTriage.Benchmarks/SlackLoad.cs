namespace ChatTriage.Benchmarks;

/// <summary>Signed clicks on *I'll answer* of different items, as Slack sends them; the peer verifies the signature and asks the same Redis.</summary>
internal static class SlackLoad
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Path = "/slack/interactivity";
    private const string PeerPath = "/slack/events";

    public static async Task<int> RunAsync(ClickLoadOptions options)
    {
        await using ChildProcess redis = await ClickLoad.StartRedisAsync();
        await using SlackStub stub = await SlackStub.StartAsync();
        await using ClickedProduct product = await ClickedProduct.StartAsync(redis,
        [
            ("Slack__BotToken", "xoxb-load"), ("Slack__SigningSecret", Secret), ("Slack__ApiBaseUrl", stub.ApiBase),
            ("Triage__Channels__0", $"slack:{SlackStub.Triage}"), ("Triage__Owners__0", $"slack:{SlackStub.Owner}"),
            ("Desks__CustomerService__Channels__0", $"slack:{SlackStub.Desk}"), ("Desks__PublicRelations__Channels__0", $"slack:{SlackStub.Desk}"),
        ]);
        var clicks = new ClickMaker(Secret, stub.ResponseUrl);
        await using ClickPeer? peer = options.Peer is not { } folder ? null
            : await ClickPeer.StartAsync("Bolt", folder, ["bolt-app.js"], redis, [("SECRET", Secret)], id => clicks.Make(PeerPath, "claim", $"{id}", SlackStub.Responder));
        byte[] Claim(long id) => clicks.Make(Path, "claim", $"{id}/2/CustomerService//", SlackStub.Responder);
        ClickPart[] parts =
        [
            new($"{options.Rate} clicks/s", options.Rate, ClickLoad.OpenConnections, options.Rate * options.Seconds, Claim, "claim"),
            new($"{ClickLoad.ClosedConnections} connections", 0, ClickLoad.ClosedConnections, options.ItemsPerRound, Claim, "claim"),
        ];
        long[] items = await product.RoutedAsync(ClickLoad.ItemsOf(options, parts), id => clicks.Make(Path, "customer-service", $"{id}/1/Triage//", SlackStub.Owner));
        await new ClickLoad(options, product, peer is null ? [] : [peer], "200").RunAsync(parts, items);
        return 0;
    }
}
