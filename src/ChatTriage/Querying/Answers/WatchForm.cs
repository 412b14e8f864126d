using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms;

namespace ChatTriage.Querying.Answers;

/// <summary>What *Watch this* asks for where forms are not on the card: when to answer again, and where.</summary>
internal static class WatchForm
{
    /// <summary>The form for a pressed button.</summary>
    public static DrawnCard Draw(CardLibrary library, QuestionPressed pressed, IChatPlatform platform) => library.Draw(platform, "form-watch", new JsonObject
    {
        ["text"] = pressed.Asked.Question,
        ["question"] = CardText.OneLine(pressed.Asked.Question),
        ["ask"] = pressed.Asked.ToString(),
        ["place"] = pressed.Place?.ToString(),
        ["mayWatchHere"] = pressed.Place is not null,
    });
}
