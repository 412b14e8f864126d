using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms.Slack;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;

namespace ChatTriage.Tests.Slack;

/// <summary>Every Slack card and form drawn over its sample, and over what the world may make of it.</summary>
internal static class SlackSamples
{
    /// <summary>Templates of the Slack folder.</summary>
    public static IReadOnlyList<string> Templates { get; } = CardFiles.NamesIn("slack");

    /// <summary>The kinds of data.</summary>
    public static IReadOnlyList<string> Kinds => CardSamples.Kinds;

    private static CardLibrary Library { get; } = new(Repository.At("cards"), ["slack"]);

    /// <summary>A platform that draws the Slack folder.</summary>
    private static FakePlatform Platform { get; } = new() { CardFolder = "slack" };

    /// <summary>A card or form as it would be sent.</summary>
    public static JsonObject Sent(string template, string kind = "sample", bool nativeCharts = false) => Draw(template, CardSamples.Data(CardFiles.Sample(template), kind, SlackText.Escape), nativeCharts);

    /// <summary>Data as it would be sent.</summary>
    public static JsonObject Draw(string template, JsonObject data, bool nativeCharts = false)
    {
        DrawnCard card = Library.Draw(Platform, template, data);
        if (IsView(template))
        {
            return SlackBlocks.View(card);
        }

        JsonObject message = SlackBlocks.Message(card, nativeCharts);
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        return message;
    }

    /// <summary>Whether it is drawn for a view and not for a message.</summary>
    public static bool IsView(string template) => template == "home" || template.StartsWith("form-", StringComparison.Ordinal);
}
