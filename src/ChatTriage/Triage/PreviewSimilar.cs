using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Triage;

/// <summary>*Apply to all similar*: a private card that says what would happen, how many posts are word-for-word copies, and what the others say. Nothing changes yet.</summary>
public sealed class PreviewSimilar(Database database, CardLibrary library, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int Page = 100;
    private const int Samples = 5;
    private const int WordsLength = 160;
    private const string Waiting = "SELECT * FROM mention WHERE story_id = @p0 AND id > @p1 AND state = 'Merged' ORDER BY id LIMIT @p2";

    /// <summary>Answers the button.</summary>
    public async Task<InteractionReply> RunAsync(ButtonClicked click, IChatPlatform platform, CancellationToken cancellation)
    {
        await names.RememberAsync(click.Person, cancellation);
        if (await database.LookUpAsync(statements => statements.FindMention(click.MentionId), cancellation) is not { } mention)
        {
            return new InteractionReply(Changed: false, MentionClicks.Missing.Text);
        }

        Brand brand = settings.Brands.Of(mention);
        await names.LearnAsync([mention.Holder, mention.DecidedBy, mention.AnsweredBy, .. brand.Owners.Cast<Address?>(), .. brand.Backups.Cast<Address?>()], cancellation);
        var context = new ClickContext(mention, brand, click, clock.GetUtcNow().Stored());
        if (ApplyRules.Refusal(context, names) is { } refusal)
        {
            return new InteractionReply(Changed: false, refusal.Text);
        }

        Similar similar = await ReadAsync(mention, cancellation);
        return similar.Count == 0
            ? new InteractionReply(Changed: false, "Nothing similar waits here: every similar post has gone its own way.")
            : new InteractionReply(Changed: false, Text: null, PrivateCard: Draw(context, similar, platform));
    }

    private async Task<Similar> ReadAsync(Mention leader, CancellationToken cancellation)
    {
        var (first, other) = (new StoryReader(), new StoryReader());
        first.Read(leader.Text, leader.Brand);
        var similar = new Similar();
        for (IReadOnlyList<Mention> page = []; similar.Upto == 0 || page.Count == Page;)
        {
            long after = similar.Upto;
            page = await database.LookUpAsync(statements => statements.Query<Mention>(Waiting, leader.Id, after, Page), cancellation);
            foreach (Mention member in page)
            {
                other.Read(member.Text, leader.Brand);
                similar.Add(member, other.SaysExactly(first) ? null : StoryDifference.Of(other, first));
            }

            if (page.Count == 0)
            {
                break;
            }
        }

        return similar;
    }

    private DrawnCard Draw(ClickContext context, Similar similar, IChatPlatform platform)
    {
        string happens = Happens(context.Mention, similar.Count);
        string later = context.Mention.DecidedAt + settings.Options.Stories.Window is { } until && until > context.Now
            ? $" Later ones follow until {context.Clock(until)} on {until:yyyy-MM-dd}, unless their tone differs." : "";
        string alike = similar.Own == 0 ? "All of them are word for word the same."
            : $"{Number(similar.Exact)} {(similar.Exact == 1 ? "is" : "are")} word for word the same, {Number(similar.Own)} {(similar.Own == 1 ? "has" : "have")} words of their own{(similar.Own > Samples ? $"; the newest {Samples}" : "")}:";
        return library.Draw(platform, "apply", new JsonObject
        {
            ["text"] = $"{happens} {alike}",
            ["mention"] = context.Mention.Id,
            ["version"] = context.Mention.Version,
            ["role"] = null,
            ["fence"] = similar.Upto,
            ["title"] = $"Apply to {Number(similar.Count)} similar",
            ["message"] = $"{happens}{later}",
            ["alike"] = alike,
            ["items"] = new JsonArray([.. similar.Differing.Select(item => new JsonObject
            {
                ["words"] = MentionQuote.Summary(item.Mention, WordsLength),
                ["difference"] = item.Difference,
            })]),
            ["n"] = similar.Count,
            ["exact"] = similar.Exact > 0 && similar.Own > 0 ? similar.Exact : null,
        });
    }

    private static string Happens(Mention mention, long count) => mention.Category == Category.NoResponse
        ? $"{Posts(count)} {(count == 1 ? "gets" : "get")} no response ({mention.Reason})."
        : $"{Posts(count)} {(count == 1 ? "goes" : "go")} to {mention.Category!.Value.DeskName()}, each as an item of its own.";

    private static string Posts(long count) => count == 1 ? "1 post" : $"{Number(count)} posts";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Similar
    {
        private readonly Queue<(Mention, string)> _differing = new();

        public long Exact { get; private set; }

        public long Own { get; private set; }

        public long Upto { get; private set; }

        public long Count => Exact + Own;

        public IEnumerable<(Mention Mention, string Difference)> Differing => _differing.Reverse();

        public void Add(Mention member, string? difference)
        {
            Upto = member.Id;
            if (difference is null)
            {
                Exact++;
                return;
            }

            Own++;
            _differing.Enqueue((member, difference));
            if (_differing.Count > Samples)
            {
                _differing.Dequeue();
            }
        }
    }
}
