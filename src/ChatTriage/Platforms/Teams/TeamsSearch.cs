using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// The search message extension: lists items while somebody types, and puts one into a message as a card that only shows. Teams asks again after five
/// seconds, so there is an answer before.
/// </summary>
internal sealed class TeamsSearch(SearchMentions search, CardLibrary library, TeamsPlatform platform, PersonNames names, TimeProvider clock)
{
    /// <summary>The command and its parameter, as they stand in the app's manifest.</summary>
    public const string Command = "searchMentions", Parameter = "query";

    private const int Page = 15;
    private const int MostSkipped = 1000;
    private const int TitleLength = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Answers <c>composeExtension/query</c>.</summary>
    public async Task<TeamsAnswer> AnswerAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        JsonElement options = activity.Value.Member("queryOptions");
        int skip = Number(options.Member("skip"), 0, MostSkipped), count = Number(options.Member("count"), Page, Page);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task<IReadOnlyList<(Mention Mention, string State)>> found = Task.Run(() => search.RunAsync(Words(activity.Value), skip, Math.Max(1, count), limit.Token), limit.Token);
            if (await Task.WhenAny(found, Task.Delay(Patience, cancellation)) != found)
            {
                await limit.CancelAsync();
                return Say("ChatTriage is slow right now. Please try again in a moment.");
            }

            return (await found).Count == 0 && skip == 0 ? Say("No mention holds these words.") : List(await found);
        }
        catch (DatabaseUnavailableException)
        {
            return Say("ChatTriage cannot reach its store right now. Please try again in a moment.");
        }
    }

    /// <summary>What was typed. The list that opens by itself has no words, and some clients do not name the parameter.</summary>
    private static string Words(JsonElement value)
    {
        JsonElement[] parameters = [.. value.Member("parameters").Items()];
        JsonElement typed = parameters.FirstOrDefault(parameter => parameter.Text("name") == Parameter) is { ValueKind: JsonValueKind.Object } named ? named : parameters.FirstOrDefault(parameter => parameter.Text("name") is null);
        return typed.Text("value") ?? "";
    }

    private static int Number(JsonElement value, int standard, int most) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? Math.Clamp(number, 0, most) : standard;

    private static TeamsAnswer Say(string text) => Result(new JsonObject { ["type"] = "message", ["text"] = text });

    private static TeamsAnswer Result(JsonObject extension) => new(StatusCodes.Status200OK, new JsonObject { ["composeExtension"] = extension });

    private TeamsAnswer List(IReadOnlyList<(Mention Mention, string State)> found) => Result(new JsonObject
    {
        ["type"] = "result",
        ["attachmentLayout"] = "list",
        ["attachments"] = new JsonArray([.. found.Select(item => Attachment(item.Mention, item.State))]),
    });

    private JsonObject Attachment(Mention mention, string state)
    {
        DrawnCard card = ItemCard.Draw(library, platform, mention, names, clock.GetUtcNow());
        return new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = TeamsCards.Ready(card, platform.IdOf),
            ["preview"] = new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.thumbnail",
                ["content"] = new JsonObject
                {
                    // The client reads both as HTML.
                    ["title"] = System.Net.WebUtility.HtmlEncode(MentionQuote.Summary(mention, TitleLength)),
                    ["text"] = System.Net.WebUtility.HtmlEncode($"{string.Join(" + ", mention.BrandList())} · {state} · {mention.ObservedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"),
                },
            },
        };
    }
}
