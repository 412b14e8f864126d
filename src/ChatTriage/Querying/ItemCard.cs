using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Querying;

/// <summary>One mention as somebody shows it in any chat: nothing can be pressed but the link, and as nobody changes it there, it says how old it is.</summary>
public static class ItemCard
{
    private const int WordsLength = 400;

    /// <summary>Draws it where people have learnt the names that are in it.</summary>
    public static DrawnCard Draw(CardLibrary library, IChatPlatform platform, Mention mention, PersonNames names, DateTimeOffset now)
    {
        string state = StateWords.Of(mention, names);
        state = $"{char.ToUpperInvariant(state[0])}{state[1..]}";
        JsonObject data = ListCard.Item(mention, state, platform, WordsLength);
        data["text"] = $"{state}. {data["words"]}";
        data["brand"] = platform.Escape(string.Join(" + ", mention.BrandList()));
        data["seen"] = platform.Moment(now, withDate: true);
        return library.Draw(platform, "item", data);
    }
}
