using System.Text;
using System.Text.Json.Nodes;

namespace ChatTriage.Benchmarks;

/// <summary>Makes requests as the Bot Connector sends them: activities with a token.</summary>
internal sealed class TeamsClickMaker(TeamsStub teams)
{
    /// <summary>Where they go.</summary>
    public const string Path = "/api/messages";

    /// <summary>Before a mention's id in the ids of its cards.</summary>
    public const string FirstRef = "17954";

    private const string Mark = "@ITEM@";
    private readonly string _token = teams.Token();
    private readonly Dictionary<(string, string), string> _bodies = [];

    /// <summary>Somebody presses a button of an item's card.</summary>
    /// <param name="verb">Of the button.</param>
    /// <param name="version">That the card shows.</param>
    /// <param name="role">What the card is for.</param>
    /// <param name="channel">Where it stands.</param>
    /// <param name="person">Object id of the person.</param>
    /// <param name="item">The mention.</param>
    public byte[] Press(string verb, int version, string role, string channel, string person, long item)
    {
        if (!_bodies.TryGetValue((verb, person), out string? body))
        {
            JsonObject activity = Activity("invoke", channel, person);
            activity["name"] = "adaptiveCard/action";
            activity["replyToId"] = $"{FirstRef}{Mark}";
            activity["conversation"]!["id"] = $"{channel};messageid={FirstRef}{Mark}";
            activity["value"] = new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute",
                    ["id"] = verb,
                    ["title"] = "I'll answer",
                    ["verb"] = verb,
                    // The second name is the peer's.
                    ["data"] = new JsonObject { ["mention"] = Mark, ["version"] = version, ["role"] = role, ["mentionId"] = Mark },
                },
                ["trigger"] = "manual",
            };
            body = activity.ToJsonString();
            _bodies[(verb, person)] = body;
        }

        return Request(body.Replace(Mark, $"{item}", StringComparison.Ordinal));
    }

    /// <summary>The app is added to a channel.</summary>
    public byte[] Added(string channel, string person)
    {
        JsonObject activity = Activity("installationUpdate", channel, person);
        activity["action"] = "add";
        return Request(activity.ToJsonString());
    }

    private JsonObject Activity(string type, string channel, string person) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Mark}",
        ["timestamp"] = "2026-11-23T02:21:57.123Z",
        ["localTimestamp"] = "2026-11-23T03:21:57.123+01:00",
        ["localTimezone"] = "Europe/Berlin",
        ["locale"] = "en-US",
        ["channelId"] = "msteams",
        ["serviceUrl"] = teams.Service,
        ["from"] = new JsonObject { ["id"] = $"29:1{person.Replace("-", "", StringComparison.Ordinal)}", ["name"] = "Ana Alves", ["aadObjectId"] = person },
        ["recipient"] = new JsonObject { ["id"] = $"28:{TeamsStub.AppId}", ["name"] = "ChatTriage" },
        ["conversation"] = new JsonObject { ["id"] = channel, ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = TeamsStub.Tenant },
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = "Europe/Berlin" }),
        ["channelData"] = new JsonObject
        {
            ["team"] = new JsonObject { ["id"] = TeamsStub.Triage },
            ["channel"] = new JsonObject { ["id"] = channel },
            ["tenant"] = new JsonObject { ["id"] = TeamsStub.Tenant },
            ["source"] = new JsonObject { ["name"] = "message" },
        },
    };

    private byte[] Request(string body) =>
        Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\nAuthorization: Bearer {_token}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
