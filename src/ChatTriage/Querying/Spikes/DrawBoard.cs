using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Spikes;

/// <summary>Draws a spike when it is sent: the live board of a channel, and the one word to whoever watches the brand.</summary>
public sealed class DrawBoard(Database database, CardLibrary library, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int WordsLength = 160;

    /// <summary>Nothing and seven heights.</summary>
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>The board as it is now, whether it must stand in that channel, and its version; nothing when there is no such spike.</summary>
    public async Task<(DrawnCard Card, bool Belongs, long Version)?> DrawAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        if (await FindAsync(row, cancellation) is not { } spike)
        {
            return null;
        }

        SpikeNews news = await database.ReadAsync(connection => SpikeNews.ReadAsync(connection, spike, now), cancellation);
        await names.LearnAsync(news.Claimed.Select(mention => mention.Holder), cancellation);
        Brand? brand = settings.Brands.Find(spike.Brand);
        TimeZoneInfo zone = (brand ?? settings.Brands.Common).TimeZone;
        string title = Title(spike);
        DrawnCard card = library.Draw(platform, "board", new JsonObject
        {
            ["text"] = $"{title}. {Peak(spike, CardText.Clock(spike.PeakAt, zone: null, zone))}",
            ["title"] = platform.Escape(title),
            ["window"] = Standing(spike, platform),
            ["facts"] = new JsonArray([.. Facts(spike, news).Select(fact => new JsonObject { ["title"] = platform.Escape(fact.Title), ["value"] = platform.Escape(fact.Value) })]),
            ["storiesTitle"] = news.Stories.Count > 0 ? "Most is said in" : null,
            ["stories"] = new JsonArray([.. news.Stories.Select(story => new JsonObject
            {
                ["words"] = MentionQuote.Summary(story.First, WordsLength),
                ["source"] = platform.Escape(story.First.Source),
                ["posted"] = platform.Moment(story.First.ObservedAt, withDate: true),
                ["state"] = platform.Escape($"{Number(story.Count)} {(story.Count == 1 ? "post" : "posts")} · {StateWords.Of(story.First, names)}"),
                ["url"] = CardText.Link(story.First.Url),
            })]),
            ["holdersTitle"] = news.Claimed.Count > 0 ? "Who answers what" : null,
            ["holders"] = new JsonArray([.. news.Claimed.Select(mention => new JsonObject
            {
                ["line"] = $"{names.NameOf(mention.Holder!.Value)}: {MentionQuote.Summary(mention, WordsLength)}",
            })]),
            ["footer"] = platform.Escape(Peak(spike, CardText.Clock(spike.PeakAt, zone: null, zone))),
        });
        return (card, spike.EndedAt is null && brand is { Kind: BrandKind.Own } && brand.TriageChannels.Contains(row.Address), spike.Version);
    }

    /// <summary>The word to a person who watches the brand; nothing when it is over before it could be said.</summary>
    public async Task<DrawnCard?> DrawAlertAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
    {
        if (await FindAsync(row, cancellation) is not { EndedAt: null } spike)
        {
            return null;
        }

        string title = Title(spike);
        bool hasBoard = settings.Brands.Find(spike.Brand) is { Kind: BrandKind.Own, TriageChannels.Count: > 0 };
        string[] lines =
        [
            $"{Counts(spike)}.",
            hasBoard ? "A live board with the stories and who answers what is in its triage channel." : "It is listened to only, so there is no board; ask for its day.",
            "You are told once, because you watch this brand: /mentions watches",
        ];
        return library.Draw(platform, "lines", new JsonObject
        {
            ["text"] = $"{title}. {Counts(spike)}.",
            ["title"] = platform.Escape(title),
            ["lines"] = new JsonArray([.. lines.Select(line => new JsonObject { ["line"] = line })]),
        });
    }

    private Task<Spike?> FindAsync(OutboxRow row, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<Spike?>("SELECT * FROM spike WHERE id = @id", new { id = OutboxSubject.IdOf(row.MentionId) }), cancellation);

    private static string Title(Spike spike) => spike switch
    {
        { EndedAt: not null } => $"Over: {spike.Brand} is talked about as usual again",
        { QuietSince: not null, Kind: SpikeKind.Negative } => $"Calming down: {spike.Brand} had far more complaints than usual",
        { QuietSince: not null } => $"Calming down: {spike.Brand} was talked about far more than usual",
        { Kind: SpikeKind.Negative } => $"{spike.Brand}: far more complaints than usual",
        _ => $"{spike.Brand}: far more mentions than usual",
    };

    private static string Standing(Spike spike, IChatPlatform platform) => spike switch
    {
        { EndedAt: { } ended } => $"since {platform.Moment(ended, withDate: true)}; noticed {platform.Moment(spike.BeganAt, withDate: true)}",
        { QuietSince: { } quiet } => $"calm since {platform.Moment(quiet, withDate: false)}; noticed {platform.Moment(spike.BeganAt, withDate: true)}",
        _ => $"noticed {platform.Moment(spike.BeganAt, withDate: true)}; changes by itself",
    };

    private static IEnumerable<(string Title, string Value)> Facts(Spike spike, SpikeNews news)
    {
        string what = spike.Kind == SpikeKind.Negative ? " complaints" : "";
        yield return ("Normal", spike.Normal < 1 && spike.High > spike.Normal ? $"hardly any{what} at this hour, as far as is known" : $"about {Number((long)Math.Round(spike.Normal))}{what} an hour at this time");
        if (spike.EndedAt is null)
        {
            yield return ("Last hour", $"{Number(news.Minutes.Sum())} · {Bars(news.Minutes)} (5 minutes each)");
            yield return ("Now", $"{Rate(news.Latest)} in the last 5 minutes, {Number(news.Before)} in the 5 before");
        }

        long all = news.ByTone.Values.Sum();
        if (all > 0)
        {
            yield return ("Since it began", $"{Number(all)}: {string.Join(", ", news.ByTone.OrderByDescending(tone => tone.Value).ThenBy(tone => tone.Key).Select(tone => $"{Number(tone.Value)} {Word(tone.Key)}"))}");
        }
    }

    /// <summary>"about 8 a minute: 41", of five minutes.</summary>
    private static string Rate(long count) => count switch
    {
        0 => "none",
        < SpikeNews.BarMinutes => $"less than one a minute: {Number(count)}",
        _ => $"about {Number((long)Math.Round((double)count / SpikeNews.BarMinutes))} a minute: {Number(count)}",
    };

    private static string Counts(Spike spike) =>
        $"{Number(spike.Peak)} {(spike.Kind == SpikeKind.Negative ? "complaints " : "")}in an hour{(spike.Normal < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {spike.Peak / spike.Normal:0.#} times the normal"))}";

    private static string Peak(Spike spike, string at) => $"Most: {Counts(spike)}, at {at}";

    private static string Word(Tone tone) => tone switch
    {
        Tone.NotAssessed or Tone.Unknown => "not assessed",
        _ => tone.ToString().ToLowerInvariant(),
    };

    private static string Bars(IReadOnlyList<long> counts)
    {
        long most = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(count => Heights[count == 0 ? 0 : (int)Math.Max(1, count * (Heights.Length - 1) / most)]));
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
