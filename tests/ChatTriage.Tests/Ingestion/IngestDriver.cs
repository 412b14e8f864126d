using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Ingestion.Signing;

namespace ChatTriage.Tests.Ingestion;

/// <summary>A sender of mentions.</summary>
internal sealed class IngestDriver(HttpClient http, string source = "test")
{
    public const string Json = "application/json";
    public const string NdJson = "application/x-ndjson";

    /// <summary>One mention as a line of JSON.</summary>
    public static string Line(string id, string text, params (string Name, JsonNode? Value)[] more)
    {
        var mention = new JsonObject { ["externalId"] = id, ["text"] = text, ["url"] = $"https://example.com/posts/{id}" };
        foreach ((string name, JsonNode? value) in more)
        {
            mention[name] = value;
        }

        return mention.ToJsonString();
    }

    /// <summary>Sends text as a body of that type.</summary>
    public Task<IngestAnswer> SendAsync(string body, string contentType = Json, params (string Name, string Value)[] headers) =>
        SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(body)), contentType, headers);

    /// <summary>Sends lines.</summary>
    public Task<IngestAnswer> SendLinesAsync(params IEnumerable<string> lines) => SendAsync(string.Join('\n', lines), NdJson);

    /// <summary>Signs the body by Standard Webhooks and sends it.</summary>
    public Task<IngestAnswer> SendSignedAsync(string body, string secret, DateTimeOffset at, string contentType = Json, Func<byte[], byte[]>? onTheWay = null)
    {
        StandardWebhook.TryParseSecret(secret, out byte[] key, out _).ShouldBeTrue();
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return SendAsync(
            new ByteArrayContent(onTheWay?.Invoke(bytes) ?? bytes),
            contentType,
            ("webhook-id", "msg_1"),
            ("webhook-timestamp", $"{at.ToUnixTimeSeconds()}"),
            ("webhook-signature", StandardWebhook.Sign(key, "msg_1", at, bytes)));
    }

    /// <summary>Sends a body.</summary>
    public async Task<IngestAnswer> SendAsync(HttpContent body, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/ingest/{source}") { Content = body };
        if (contentType is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", contentType).ShouldBeTrue();
        }

        foreach ((string name, string value) in headers)
        {
            (request.Headers.TryAddWithoutValidation(name, value) || body.Headers.TryAddWithoutValidation(name, value)).ShouldBeTrue();
        }

        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new IngestAnswer(response.StatusCode, JsonNode.Parse(text)!.AsObject(), response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta);
    }
}
