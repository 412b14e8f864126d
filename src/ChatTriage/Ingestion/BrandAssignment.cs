using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Brands;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage;

namespace ChatTriage.Ingestion;

/// <summary>
/// Finds the brands of an incoming mention and with them where it starts: the first own brand in settings order decides owner and desks;
/// competitors alone are listened to; nothing matching is kept without a card.
/// </summary>
public sealed class BrandAssignment(BrandSnapshot brands, LocalAnalyzer analyzer, TriageOptions options)
{
    private readonly List<int> _matches = [];

    /// <summary>Makes the row; false when the sender names a brand that is not watched.</summary>
    public bool TryAssign(IntakeItem item, DateTimeOffset now, out Mention? mention, out string? error)
    {
        IncomingMention sent = item.Mention;

        // Most rules do not ask, and reading a language costs more than matching.
        string? language = brands.AsksForLanguage ? analyzer.LanguageOf(sent.Text, sent.Language, brands.Mask) : sent.Language;
        var input = new MatchInput(sent.Text, item.Source, sent.Author?.Handle, language);
        brands.Match(input, _matches);
        error = null;
        Brand? named = null;
        if (sent.Brand is { } name)
        {
            if (brands.Find(name) is not { } found)
            {
                mention = null;
                error = $"no brand is called '{Cards.CardText.Cut(Cards.CardText.OneLine(name), 60)}'; watched are: {string.Join(", ", brands.Brands.Take(10).Select(brand => brand.Name))}";
                return false;
            }

            named = found;
        }

        // Most of a firehose matches nothing.
        Brand[] matching = _matches.Count == 0 && named is null ? [] : [.. InOrder(named)];
        mention = Row(item, now, matching, MatchedBy(input, matching, named));
        return true;
    }

    /// <summary>Own brands first, each group in settings order.</summary>
    private IEnumerable<Brand> InOrder(Brand? named)
    {
        IEnumerable<Brand> matching = _matches.Select(index => brands.Brands[index]);
        if (named is not null)
        {
            matching = brands.Brands.Where(brand => brand == named || _matches.Contains(brands.IndexOf(brand)));
        }

        return matching.OrderBy(brand => brand.Kind);
    }

    private string? MatchedBy(in MatchInput input, Brand[] matching, Brand? named)
    {
        if (matching.Length == 0)
        {
            return null;
        }

        if (_matches.Count == 0 || !_matches.Contains(brands.IndexOf(matching[0])))
        {
            return $"{(named ?? matching[0]).Name}, as the source says";
        }

        IEnumerable<string> terms = brands.Explain(input, brands.IndexOf(matching[0])).Select(hit => hit.Term).Distinct(StringComparer.OrdinalIgnoreCase).Take(3);
        return $"Matched {string.Join(", ", terms)}";
    }

    private Mention Row(IntakeItem item, DateTimeOffset now, Brand[] matching, string? matchedBy)
    {
        IncomingMention sent = item.Mention;
        Brand? deciding = matching.FirstOrDefault();
        MentionState state = deciding switch
        {
            null => MentionState.Unmatched,
            { Kind: BrandKind.Own } => MentionState.AwaitingTriage,
            _ => MentionState.Muted,
        };
        return new Mention
        {
            Source = item.Source,
            ExternalId = sent.ExternalId,
            Text = sent.Text,
            Url = sent.Url,
            ObservedAt = (sent.PublishedAt is { } published && published < now ? published : now).Stored(),
            ReceivedAt = now,
            AuthorName = sent.Author?.Name,
            AuthorHandle = sent.Author?.Handle,
            AuthorUrl = sent.Author?.Url,
            AuthorFollowers = sent.Author?.Followers,
            Language = sent.Language,
            InReplyTo = sent.InReplyTo,
            Metrics = sent.Metrics,
            Brand = deciding?.Name,
            Brands = string.Join('\n', matching.Select(brand => brand.Name)),
            MatchedBy = matchedBy,
            State = state,
            Version = 1,
            AwaitingSince = state == MentionState.AwaitingTriage ? now : null,
            EscalateAt = state == MentionState.AwaitingTriage ? BackToTriage.EscalateAt(deciding!, options, now) : null,
        };
    }
}
