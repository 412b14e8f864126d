using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatTriage.Benchmarks;

/// <summary>Makes signed <c>block_actions</c> requests of the size Slack sends: the clicked message comes back whole.</summary>
internal sealed class ClickMaker(string secret, string responseUrl)
{
    private const string ValueMark = "@VALUE@";
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);
    private readonly Dictionary<string, string> _bodies = new(StringComparer.Ordinal);

    /// <summary>The bytes of one HTTP request.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="verb">Action id of the button.</param>
    /// <param name="value">What the button carries.</param>
    /// <param name="user">Who presses.</param>
    public byte[] Make(string path, string verb, string value, string user)
    {
        if (!_bodies.TryGetValue(verb + user, out string? template))
        {
            template = "payload=" + Uri.EscapeDataString(Payload(verb, user).ToJsonString()).Replace("%20", "+", StringComparison.Ordinal).Replace("%40VALUE%40", ValueMark, StringComparison.Ordinal);
            _bodies[verb + user] = template;
        }

        string body = template.Replace(ValueMark, Uri.EscapeDataString(value), StringComparison.Ordinal);
        string timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string mac = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nX-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: v0={mac}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private JsonObject Payload(string verb, string user) => new()
    {
        ["type"] = "block_actions",
        ["user"] = new JsonObject { ["id"] = user, ["username"] = "ana", ["name"] = "ana", ["team_id"] = SlackStub.Team },
        ["api_app_id"] = "A0LOAD0001",
        ["token"] = "legacy",
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1795400517.000200", ["channel_id"] = SlackStub.Desk, ["is_ephemeral"] = false },
        ["trigger_id"] = "12466734323.1395872398.a7ab3a7c5bde24a0f7bc",
        ["team"] = new JsonObject { ["id"] = SlackStub.Team, ["domain"] = "acme" },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["channel"] = new JsonObject { ["id"] = SlackStub.Desk, ["name"] = "customer-service" },
        ["message"] = Message(),
        ["state"] = new JsonObject { ["values"] = new JsonObject() },
        ["response_url"] = responseUrl,
        ["actions"] = new JsonArray(new JsonObject
        {
            ["action_id"] = verb,
            ["block_id"] = "b2f182a6-5",
            ["text"] = Plain("I'll answer"),
            ["value"] = ValueMark,
            ["style"] = "primary",
            ["type"] = "button",
            ["action_ts"] = "1795400530.121212",
        }),
    };

    private static JsonObject Message()
    {
        string[] lines =
        [
            "*Needs one answer · nobody yet · by <!date^1795420787^{time}|08:59 UTC> · Acme Bank*",
            "bluesky · posted <!date^1795420787^{date_short_pretty} {time}|2026-11-23 07:59 UTC>",
            "I have been waiting for my refund for three weeks now and nobody at Acme Bank answers the phone. Charged twice, the app is broken, the support chat closes itself. Moving my account today. Anyone else having this? #acmebank #refund",
            "Unhappy Customer · @unhappy_customer_42 · 12,400 followers",
            "Seen 3 times before · Ana Alves answered last",
            "Matched @acmebank, acme bank · in English",
        ];
        var blocks = new JsonArray([.. lines.Select((line, i) => (JsonNode)new JsonObject
        {
            ["type"] = "section", ["block_id"] = $"b2f182a6-{i}", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = line, ["verbatim"] = true },
        })]);
        string[] buttons = ["claim", "open-original", "not-ours", "history", "release", "more-time", "hand-over", "note"];
        blocks.Add(new JsonObject
        {
            ["type"] = "actions",
            ["block_id"] = "b2f182a6-9",
            ["elements"] = new JsonArray([.. buttons.Select(button => (JsonNode)new JsonObject { ["type"] = "button", ["action_id"] = button, ["text"] = Plain(button), ["value"] = ValueMark })]),
        });
        return new JsonObject
        {
            ["bot_id"] = "B0LOAD0001",
            ["type"] = "message",
            ["text"] = $"{lines[0]}. {lines[2]}",
            ["user"] = SlackStub.Bot,
            ["ts"] = "1795400517.000200",
            ["app_id"] = "A0LOAD0001",
            ["team"] = SlackStub.Team,
            ["metadata"] = new JsonObject { ["event_type"] = "chattriage_card", ["event_payload"] = new JsonObject { ["key"] = ValueMark } },
            ["blocks"] = blocks,
        };
    }

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}
