using System.Buffers;
using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment;

/// <summary>How much a mention presses, and why: a sum of points that people can check, never a verdict. It orders waiting cards and decides nothing.</summary>
/// <param name="Points">0 to 100.</param>
/// <param name="Why">What gave the points, the weightiest first, in words for the card; nothing when nothing did.</param>
public sealed record Urgency(int Points, string? Why)
{
    /// <summary>Points from which the card says "Urgent" and goes out first.</summary>
    public const int UrgentFrom = 60;

    /// <summary>Points from which the card says "Soon".</summary>
    public const int SoonFrom = 35;

    /// <summary>Points below which a card lets the others go first.</summary>
    public const int QuietBelow = 15;

    /// <summary>How much of a text is searched for words.</summary>
    private const int Searched = 4_000;

    private const string Earlier =
        "SELECT count(*) FROM (SELECT 1 FROM mention WHERE author_handle = @p0 AND state <> 'Unmatched' AND source = @p1 AND id <> @p2 AND received_at > @p3 LIMIT 10)";

    private const string Story = "SELECT count(*) FROM mention WHERE story_id = @p0";
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <summary>Danger, law, money and data: what a company must not overlook, in the languages most posts are in.</summary>
    private static readonly SearchValues<string> Grave = SearchValues.Create(
        [
            "lawyer", "attorney", "lawsuit", "sue you", "suing", "court", "police", "scam", "fraud", "stolen", "hacked", "data breach", "leaked my", "injured", "injury", "hospital",
            "dangerous", "unsafe", "on fire", "caught fire", "exploded", "poison", "allergic", "recall", "racist", "discriminat", "harass",
            "anwalt", "polizei", "betrug", "verletzt", "gefährlich", "explodiert", "datenleck", "avocat", "arnaque", "dangereux", "blessé", "abogado", "estafa", "peligroso", "herido",
            "advogado", "golpe", "perigoso", "avvocato", "truffa", "pericoloso",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Complaint = SearchValues.Create(
        [
            "refund", "charged twice", "overcharged", "still waiting", "no response", "no reply", "nobody answers", "on hold", "unacceptable", "worst", "terrible", "horrible", "awful",
            "disgust", "ridiculous", "never again", "broken", "doesn't work", "does not work", "not working", "stopped working", "cancel", "complain", "rude", "lost my", "ruined", "useless", "rip off", "ripped off",
            "kaputt", "funktioniert nicht", "beschwerde", "erstattung", "unverschämt", "remboursement", "inadmissible", "ne marche pas", "reembolso", "no funciona", "queja", "inaceptable",
            "não funciona", "reclamação", "rimborso", "non funziona", "inaccettabile",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The priority of the first card.</summary>
    public OutboxPriority Priority => Points switch { >= UrgentFrom => OutboxPriority.UrgentCard, < QuietBelow => OutboxPriority.QuietCard, _ => OutboxPriority.NewCard };

    /// <summary>The line of the card; nothing for what does not press.</summary>
    public static string? Line(Mention mention) => mention switch
    {
        { UrgencyWhy: null } or { Urgency: < SoonFrom } => null,
        { Urgency: >= UrgentFrom } => $"Urgent: {mention.UrgencyWhy}",
        _ => $"Soon: {mention.UrgencyWhy}",
    };

    /// <summary>Weighs a mention with what the store knows about its author and its story.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="mention">The mention; its id is 0 before it is stored.</param>
    /// <param name="now">The present.</param>
    public static Urgency Of(DbSession session, Mention mention, DateTimeOffset now) => Of(
        mention,
        mention.AuthorHandle is null ? 0 : (int)session.Query<long>(Earlier, mention.AuthorHandle, mention.Source, mention.Id, now - Lately)[0],
        mention.Id == 0 ? 0 : session.Query<long>(Story, mention.Id)[0]);

    /// <summary>Adds up the points.</summary>
    /// <param name="mention">The mention with what an engine read out of it.</param>
    /// <param name="earlier">Other mentions by the same author in the last seven days, counted up to ten.</param>
    /// <param name="similar">Near-identical mentions that joined it.</param>
    public static Urgency Of(Mention mention, int earlier, long similar)
    {
        ReadOnlySpan<char> text = mention.Text.AsSpan(0, Math.Min(mention.Text.Length, Searched));
        (int Points, string Why)[] parts =
        [
            OfTone(mention),
            text.ContainsAny(Grave) ? (30, "serious words") : (0, ""),
            text.ContainsAny(Complaint) ? (20, "words of complaint") : (0, ""),
            OfReach(mention.AuthorFollowers ?? 0),
            OfStory(similar),
            earlier > 0 ? (Math.Min(5 * (earlier + 1), 20), $"{Ordinal(earlier + 1)} post of this author in 7 days") : (0, ""),
            text.ContainsAny('?', '？', '؟') ? (10, "a question") : (0, ""),
        ];
        string why = string.Join(", ", parts.Where(part => part.Points > 0).OrderByDescending(part => part.Points).Select(part => part.Why));
        return new Urgency(Math.Min(parts.Sum(part => part.Points), 100), why.Length == 0 ? null : why);
    }

    private static (int Points, string Why) OfTone(Mention mention) => mention.Sentiment switch
    {
        Tone.Negative => (20 + (int)(20 * Math.Clamp(((mention.ToneConfidence ?? 0) - 0.6) / 0.4, 0, 1)), "negative tone"),
        Tone.Mixed => (15, "mixed tone"),
        _ => (0, ""),
    };

    private static (int Points, string Why) OfReach(long followers) => (
        followers switch { >= 1_000_000 => 40, >= 100_000 => 30, >= 10_000 => 20, >= 1_000 => 5, _ => 0 },
        $"{followers.ToString("N0", CultureInfo.InvariantCulture)} followers");

    private static (int Points, string Why) OfStory(long similar) => (
        similar switch { >= 1_000 => 40, >= 100 => 30, >= 10 => 20, >= 2 => 10, _ => 0 },
        $"{similar.ToString("N0", CultureInfo.InvariantCulture)} others say the same");

    private static string Ordinal(int n) => n switch { > 10 => "more than 10th", 2 => "2nd", 3 => "3rd", _ => $"{n}th" };
}
