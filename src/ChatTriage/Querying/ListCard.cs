using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Querying;

/// <summary>An answer as a card: a title, facts, some mentions.</summary>
/// <param name="Title">The answer in one line, in our own words.</param>
/// <param name="Window">What span of time and zone it is about.</param>
/// <param name="Facts">Names and values.</param>
/// <param name="Items">Mentions, with where they stand.</param>
/// <param name="Empty">What to say when there is nothing.</param>
/// <param name="Footer">A last line.</param>
public sealed record ListCard(
    string Title, string? Window, IReadOnlyList<(string Title, string Value)> Facts, IReadOnlyList<(Mention Mention, string State)> Items, string? Empty = null, string? Footer = null)
{
    private const int WordsLength = 160;

    /// <summary>Draws it for a platform.</summary>
    /// <param name="library">The templates.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="share">The question, when the answer may be shown to everybody by asking it again; nothing for what concerns one person.</param>
    /// <param name="ask">What *Watch this* carries; nothing where there is nothing to watch.</param>
    /// <param name="place">Where it was asked, when that was not in a chat with the bot alone.</param>
    public DrawnCard Draw(CardLibrary library, IChatPlatform platform, string? share = null, string? ask = null, Address? place = null) => library.Draw(platform, "list", new JsonObject
    {
        ["text"] = Facts.Count == 0 ? Title : $"{Title}. {string.Join(", ", Facts.Select(fact => $"{fact.Title}: {fact.Value}"))}",
        ["title"] = platform.Escape(Title),
        ["window"] = Window is null ? null : platform.Escape(Window),
        ["facts"] = new JsonArray([.. Facts.Select(fact => new JsonObject { ["title"] = platform.Escape(fact.Title), ["value"] = platform.Escape(fact.Value) })]),
        ["empty"] = Items.Count == 0 ? Empty : null,
        ["items"] = new JsonArray([.. Items.Select(item => Item(item.Mention, item.State, platform))]),
        ["footer"] = Footer is null ? null : platform.Escape(Footer),
        ["ask"] = ask,
        ["mayWatchHere"] = place is not null,
        ["share"] = share,
    });

    /// <summary>One mention as an entry of a list.</summary>
    internal static JsonObject Item(Mention mention, string state, IChatPlatform platform, int wordsLength = WordsLength) => new()
    {
        ["words"] = MentionQuote.Summary(mention, wordsLength),
        ["source"] = platform.Escape(mention.Source),
        ["posted"] = platform.Moment(mention.ObservedAt, withDate: true),
        ["state"] = platform.Escape(state),
        ["url"] = CardText.Link(mention.Url),
    };
}
