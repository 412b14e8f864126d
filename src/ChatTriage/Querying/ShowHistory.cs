using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>*History*: who did what with a mention, newest twenty lines, for the person who asks alone.</summary>
public sealed class ShowHistory(Database database, CardLibrary library, LiveSettings settings, PersonNames names)
{
    private const int Newest = 20;

    /// <summary>Answers the button.</summary>
    public async Task<InteractionReply> RunAsync(ButtonClicked click, IChatPlatform platform, CancellationToken cancellation)
    {
        (Mention? mention, Line[] lines) = await database.ReadAsync(
            async connection => (
                await connection.FindMentionAsync(click.MentionId),
                (await connection.QueryAsync<Line>(
                    "SELECT at, actor, verb, detail FROM ledger WHERE mention_id = @MentionId ORDER BY seq DESC LIMIT @Newest", new { click.MentionId, Newest })).ToArray()),
            cancellation);
        if (mention is null)
        {
            return new InteractionReply(Changed: false, MentionClicks.Missing.Text);
        }

        await names.LearnAsync([.. lines.Select(line => (Address?)line.Actor)], cancellation);
        TimeZoneInfo zone = click.Person.TimeZone ?? settings.Brands.Of(mention).TimeZone;
        string[] texts = [.. lines.Reverse().Select(line => Words(line, zone))];
        DrawnCard card = library.Draw(platform, "lines", new JsonObject
        {
            ["text"] = $"History: {string.Join("; ", texts)}",
            ["title"] = "History of this mention",
            ["lines"] = new JsonArray([.. texts.Select(text => new JsonObject { ["line"] = text })]),
        });
        return new InteractionReply(Changed: false, Text: null, PrivateCard: card);
    }

    private string Words(Line line, TimeZoneInfo zone)
    {
        string when = TimeZoneInfo.ConvertTime(line.At, zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        string who = line.Actor == Address.System ? "ChatTriage" : names.NameOf(line.Actor);
        string detail = line.Detail is null or { Length: 0 } ? "" : $": {CardText.Cut(CardText.OneLine(NamesPerson(line.Verb) ? Named(line.Detail) : line.Detail), 200)}";
        return $"{when} · {who} · {Done(line.Verb)}{detail}";
    }

    /// <summary>In these lines the detail is a person; elsewhere it is words, whatever they look like.</summary>
    private static bool NamesPerson(string verb) => verb is LedgerVerbs.Lapsed or LedgerVerbs.Reminded or LedgerVerbs.Escalated or Verbs.HandOver;

    private string Named(string detail) => Address.TryParse(detail, out Address person) ? names.NameOf(person) : detail;

    private static string Done(string verb) => verb switch
    {
        LedgerVerbs.Received => "took it in",
        LedgerVerbs.Edited => "the author changed the words",
        LedgerVerbs.Analysed => "read it anew",
        LedgerVerbs.Followed => "it followed its story",
        LedgerVerbs.Rejoined => "it waits with its story again",
        LedgerVerbs.Parted => "the first one of its story says something else now",
        LedgerVerbs.Lapsed => "the holder's time ended",
        LedgerVerbs.Reminded => "asked the holder",
        LedgerVerbs.Escalated => "backups may decide",
        LedgerVerbs.Woken => "no longer put aside",
        LedgerVerbs.Kept => "typed into an outdated card",
        Verbs.CustomerService => "sent it to customer service",
        Verbs.PublicReply => "sent it to public relations",
        Verbs.NoResponse => "decided: no response",
        Verbs.Undo => "took the decision back",
        Verbs.Reroute => "re-routed it",
        Verbs.Suggest => "suggested",
        Verbs.Note => "wrote",
        Verbs.Snooze => "put it aside",
        Verbs.ReassignBrand => "gave it to another brand",
        Verbs.Claim => "took it",
        Verbs.NotOurs => "sent it back",
        Verbs.MarkAnswered => "answered",
        Verbs.Release => "released it",
        Verbs.MoreTime => "took more time",
        Verbs.HandOver => "handed it over",
        Verbs.Reopen => "reopened it",
        Verbs.ApplyAll => "applied it to all similar",
        Verbs.ApplyExact => "applied it to the exact copies",
        _ => verb,
    };

    private sealed record Line
    {
        public DateTimeOffset At { get; init; }

        public Address Actor { get; init; }

        public required string Verb { get; init; }

        public string? Detail { get; init; }
    }
}
