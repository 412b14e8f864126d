using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Ingestion;

/// <summary>
/// Stores mentions: unique by source and external id, with ledger line, counts and the outbox row of the first card in one transaction. Every
/// way in (webhook, import, playground) ends here.
/// </summary>
public sealed class MentionIntake(
    Database database, EditMention edits, LocalAnalyzer analyzer, EnrichMention enrichment, StoryIntake stories, LiveSettings settings, AzurePlan azure, ChatTriageMetrics metrics, TimeProvider clock)
{
    /// <summary>How many items are worth one transaction.</summary>
    private const int BatchItems = 500;

    /// <summary>And how many UTF-16 units of text, so that a stream of very long posts is bounded in memory and does not hold up clicks.</summary>
    private const int BatchText = 4_000_000;

    /// <summary>Stores everything that is read, in batches; one is written while the next one is read. What was read before a fault is stored.</summary>
    public async Task StoreAllAsync(string source, IAsyncEnumerable<ReadItem> items, IntakeReport report, CancellationToken cancellation)
    {
        var batch = new List<IntakeItem>(BatchItems);
        int text = 0;
        Task<IReadOnlyList<IntakeResult>>? storing = null;
        try
        {
            await foreach (ReadItem item in items.WithCancellation(cancellation))
            {
                if (item.Mention is null)
                {
                    report.Reject(item);
                    continue;
                }

                batch.Add(new IntakeItem(item.Index, source, item.Mention));
                text += item.Mention.Text.Length;
                if (batch.Count == BatchItems || text >= BatchText)
                {
                    report.Add(storing is null ? [] : await storing);
                    storing = StoreAsync(batch, cancellation);
                    (batch, text) = (new List<IntakeItem>(BatchItems), 0);
                }
            }
        }
        finally
        {
            report.Add(storing is null ? [] : await storing);
            report.Add(batch.Count == 0 ? [] : await StoreAsync(batch, CancellationToken.None));
        }
    }

    /// <summary>Stores a batch; when the task ends, everything in it is on disk.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing of the batch was stored; the sender may send it again.</exception>
    public async Task<IReadOnlyList<IntakeResult>> StoreAsync(IReadOnlyList<IntakeItem> items, CancellationToken cancellation = default)
    {
        BrandSnapshot brands = settings.Brands;
        var matching = new BrandAssignment(brands, analyzer, settings.Options.Triage);
        DateTimeOffset now = clock.GetUtcNow().Stored();
        var prepared = new List<(IntakeItem Item, Mention? Mention, string? Error)>(items.Count);
        await enrichment.CatchUpAsync(cancellation);
        foreach (IntakeItem item in items)
        {
            prepared.Add(matching.TryAssign(item, now, out Mention? mention, out string? error) ? (item, enrichment.Enrich(mention!, brands), null) : (item, null, error));
        }

        IReadOnlyList<IntakeResult> results = await database.WriteAsync(session => StoreAsync(session, prepared, brands, now), cancellation);
        metrics.Ingested(items, results);
        azure.Wake();
        return results;
    }

    private async Task<IReadOnlyList<IntakeResult>> StoreAsync(
        DbSession session, List<(IntakeItem Item, Mention? Mention, string? Error)> prepared, BrandSnapshot brands, DateTimeOffset now)
    {
        var results = new List<IntakeResult>(prepared.Count);
        StoryBatch batch = stories.Begin(session, now);
        var counts = new Dictionary<RollUpCell, int>();
        foreach ((IntakeItem item, Mention? mention, string? error) in prepared)
        {
            if (mention is null)
            {
                results.Add(new IntakeResult(item.Index, IntakeOutcome.Rejected, "brand", error));
            }
            else
            {
                results.Add(new IntakeResult(item.Index, await InsertAsync(session, mention, batch, brands, counts, now) ?? await edits.RunAsync(session, mention, batch, brands, now)));
            }
        }

        RollUp.Write(session, counts);
        batch.Finish();
        return results;
    }

    /// <summary>Everything a new mention leaves in the store; nothing when it is there already.</summary>
    private async Task<IntakeOutcome?> InsertAsync(
        DbSession session, Mention incoming, StoryBatch batch, BrandSnapshot brands, Dictionary<RollUpCell, int> counts, DateTimeOffset now)
    {
        StoryPlace place = batch.PlaceOf(incoming);
        Mention mention = place.Mention;
        var urgency = mention.State == MentionState.AwaitingTriage ? Urgency.Of(session, mention, now) : new Urgency(0, null);
        mention = azure.Of(mention with { Urgency = urgency.Points, UrgencyWhy = urgency.Why }, now);
        if (MentionRows.Insert(session, mention) is not { } id)
        {
            return null;
        }

        MentionRows.InsertHistory(session, id, mention, place.Detail);
        EnqueueFirstCards(session, id, mention, brands.Of(mention), urgency.Priority, now);
        RollUp.Count(counts, mention);
        await batch.StoredAsync(mention with { Id = id }, place);
        return mention.State == MentionState.Unmatched ? IntakeOutcome.Unmatched : IntakeOutcome.Accepted;
    }

    private void EnqueueFirstCards(DbSession session, long id, Mention mention, Brand brand, OutboxPriority priority, DateTimeOffset now)
    {
        foreach ((Address channel, CardRole role) in CardPlaces.Of(mention, brand))
        {
            session.Execute(Outbox.InsertNewCard, id, channel, role, (int)priority, now, azure.FirstCardAt(mention, now));
            session.WakesOutbox = true;
        }
    }
}
