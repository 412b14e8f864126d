using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Drawn cards as Teams takes them. Whatever a template and its data gave, what leaves here is a card that Teams shows: one that is refused would
/// be a mention that nobody sees.
/// </summary>
internal static class TeamsCards
{
    /// <summary>Bytes of a card's JSON in UTF-16: Teams refuses messages above 100 KB and asks for less than 80, envelope and all.</summary>
    public const int MaxSize = 76_000;

    /// <summary>Bytes of the shorter card: whatever a tenant's limit is, this is below.</summary>
    public const int MaxShorterSize = 16_000;

    /// <summary>Teams asks again on its own for so many people at most.</summary>
    private const int MaxWatchers = 60;

    /// <summary>What both kinds of button understand in the same way.</summary>
    private static readonly string[] Shared = ["associatedInputs", "style"];

    /// <summary>The card to send.</summary>
    /// <param name="card">As it was drawn.</param>
    /// <param name="idOf">What Teams calls somebody (<c>29:…</c>); nothing when it is not known.</param>
    /// <param name="shorter">The state, a few words and the buttons, for when Teams found the card too big.</param>
    public static JsonObject Ready(DrawnCard card, Func<Address, string?> idOf, bool shorter = false)
    {
        JsonObject ready = JsonNode.Parse(card.Json)!.AsObject();
        TeamsElements.Clean(ready, card.Text);
        if (shorter)
        {
            return TeamsShortCard.Of(ready);
        }

        NameWatchers(ready, idOf);
        foreach (JsonObject action in TeamsElements.Inside(ready).Where(found => (string?)found["type"] == "Action.Execute" && found.Parent is JsonArray))
        {
            action["fallback"] = Submit(action);
        }

        return TeamsSize.Fit(ready, MaxSize) ? ready : TeamsShortCard.Of(ready);
    }

    private static void NameWatchers(JsonObject card, Func<Address, string?> idOf)
    {
        string[] ids =
        [
            .. (card["refresh"]?["userIds"] as JsonArray ?? [])
                .Select(watcher => Address.TryParse((string?)watcher, out Address person) ? idOf(person) : null)
                .OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxWatchers),
        ];
        if (ids.Length == 0)
        {
            // Without people, or with none, every client would ask or show a button that nobody needs.
            card.Remove("refresh");
        }
        else
        {
            card["refresh"]!["userIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        }
    }

    /// <summary>What a client presses that is too old for <c>Action.Execute</c>: the verb is in the data, and the answer is an ordinary message.</summary>
    private static JsonObject Submit(JsonObject action)
    {
        JsonObject data = action["data"]?.DeepClone() as JsonObject ?? [];
        data["verb"] = (string?)action["verb"];
        var submit = new JsonObject { ["type"] = "Action.Submit", ["title"] = (string?)action["title"], ["data"] = data };
        foreach (string name in Shared.Where(action.ContainsKey))
        {
            submit[name] = action[name]!.DeepClone();
        }

        return submit;
    }
}
