using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Drivers;

/// <summary>What people do on the playground, by its HTTP API: sends mentions, finds cards, presses their buttons, asks questions.</summary>
public sealed class PlaygroundDriver(HttpClient http)
{
    /// <summary>The sample settings' owner.</summary>
    public const string Owner = "playground:olivia";

    /// <summary>Channel of new mentions.</summary>
    public const string Triage = "playground:triage";

    /// <summary>Channel of the customer-service desk.</summary>
    public const string CustomerService = "playground:customer-service";

    /// <summary>Channel of the public-relations desk.</summary>
    public const string PublicRelations = "playground:pr";

    private static int s_next;

    /// <summary>Sends one mention of the sample brand and waits for its card.</summary>
    public async Task<ShownCard> MentionWithCardAsync(string text = "my @brightwater filter leaks", string? author = null)
    {
        string id = await SendAsync(text, author);
        return await TestApp.Eventually(
            async () => (await CardsAsync(Triage)).FirstOrDefault(card => card.Card.ToJsonString().Contains($"/posts/{id}\"", StringComparison.Ordinal)), $"the card of mention {id}");
    }

    /// <summary>Sends one mention without waiting; gives its external id, which its link holds.</summary>
    public async Task<string> SendAsync(string text, string? author = null)
    {
        string id = $"m{Interlocked.Increment(ref s_next)}";
        JsonObject report = await PostAsync("/ingest/test", new
        {
            externalId = id,
            text,
            url = $"https://example.com/posts/{id}",
            author = author is null ? null : new { name = author, handle = author },
        });
        report["rejectedCount"]!.GetValue<long>().ShouldBe(0);
        return id;
    }

    /// <summary>All cards of a channel that are there now.</summary>
    public async Task<IReadOnlyList<ShownCard>> CardsAsync(string channel) =>
        [.. (await MessagesAsync()).Where(message => (string?)message["channel"] == channel && message["to"] is null && ShownCard.IsThere(message)).Select(ShownCard.Of)];

    /// <summary>All messages that are there now, private ones included.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync()
    {
        JsonNode state = (await http.GetFromJsonAsync<JsonNode>("/playground/api/state"))!;
        return [.. state["messages"]!.AsArray().Select(message => message!.AsObject())];
    }

    /// <summary>The card of a mention in a channel, once it shows something other than an older one.</summary>
    public Task<ShownCard> CardAsync(string channel, long mention, long newerThan = 0) => TestApp.Eventually(
        async () => (await CardsAsync(channel)).FirstOrDefault(card => card.Mention == mention && card.Version > newerThan), $"a card of mention {mention} in {channel} newer than {newerThan}");

    /// <summary>Private cards and notices of one person.</summary>
    public async Task<IReadOnlyList<JsonObject>> PrivateAsync(string person) => [.. (await MessagesAsync()).Where(message => (string?)message["to"] == person)];

    /// <summary>Presses a button on a card.</summary>
    public async Task<ClickAnswer> ClickAsync(string person, ShownCard card, string verb, params (string Name, string Value)[] inputs)
    {
        JsonObject answer = await PostAsync("/playground/api/click", new
        {
            person,
            messageId = card.MessageId,
            verb,
            data = new { mention = card.Mention, version = card.Version, role = card.Role },
            inputs = inputs.ToDictionary(input => input.Name, input => input.Value),
            timeZone = "Europe/Berlin",
        });
        return new ClickAnswer(answer["ok"]!.GetValue<bool>(), (string?)answer["text"], answer["card"] as JsonObject);
    }

    /// <summary>Sends a command.</summary>
    public async Task<ClickAnswer> AskAsync(string person, string text, string timeZone = "Europe/Berlin")
    {
        JsonObject answer = await PostAsync("/playground/api/command", new { person, channel = Triage, text, timeZone });
        return new ClickAnswer(answer["ok"]!.GetValue<bool>(), (string?)answer["text"], answer["card"] as JsonObject);
    }

    /// <summary>Presses a button under an answer that stands on the page alone.</summary>
    public async Task<ClickAnswer> PressAsync(string person, JsonObject card, string title, params (string Name, string Value)[] inputs)
    {
        JsonObject button = Buttons(card).First(action => (string?)action["title"] == title);
        JsonObject answer = await PostAsync("/playground/api/click", new
        {
            person,
            messageId = (long?)null,
            channel = Triage,
            verb = (string)button["verb"]!,
            data = button["data"]!.DeepClone(),
            inputs = inputs.ToDictionary(input => input.Name, input => input.Value),
            timeZone = "Europe/Berlin",
        });
        return new ClickAnswer(answer["ok"]!.GetValue<bool>(), (string?)answer["text"], answer["card"] as JsonObject);
    }

    /// <summary>All buttons of a card, also those behind another one.</summary>
    private static IEnumerable<JsonObject> Buttons(JsonNode? node) => node switch
    {
        JsonObject found => [.. (string?)(found["type"] as JsonValue) == "Action.Execute" ? new[] { found } : [], .. found.SelectMany(property => Buttons(property.Value))],
        JsonArray list => list.SelectMany(Buttons),
        _ => [],
    };

    /// <summary>Sends a mention and lets the owner route it to customer service; gives the desk's card.</summary>
    public async Task<ShownCard> RoutedAsync(string text = "my @brightwater filter leaks", string? author = null)
    {
        ShownCard card = await MentionWithCardAsync(text, author);
        (await ClickAsync(Owner, card, "customer-service")).Ok.ShouldBeTrue();
        return await CardAsync(CustomerService, card.Mention);
    }

    /// <summary>Sends JSON and reads JSON.</summary>
    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(path, body);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }
}
