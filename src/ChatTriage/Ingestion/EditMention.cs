using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage;
using Dapper;

namespace ChatTriage.Ingestion;

/// <summary>
/// The same post once more. Other words are an edit: the card changes, it is never a second one. Words that an edit has already
/// replaced are an old delivery that arrived late, and change nothing.
/// </summary>
public sealed class EditMention(MentionChanges changes, EnrichMention enrichment, StoryIntake stories, LiveSettings settings, AzurePlan azure)
{
    /// <summary>Takes the words over, in the transaction in which they were found to be there already.</summary>
    public async Task<IntakeOutcome> RunAsync(DbSession session, Mention incoming, StoryBatch batch, BrandSnapshot brands, DateTimeOffset now)
    {
        DbConnection connection = session.Connection;
        Mention stored = await connection.QuerySingleAsync<Mention>(
            "SELECT * FROM mention WHERE source = @Source AND external_id = @ExternalId", new { incoming.Source, incoming.ExternalId });
        if (stored.Text == incoming.Text || await WasReplacedAsync(connection, stored.Id, incoming.Text))
        {
            return IntakeOutcome.Duplicate;
        }

        Mention after = Placed(session, stored, Reworded(stored, incoming), now);
        after = Weighed(session, enrichment.Enrich(after, brands), now);
        if (!await changes.TryAsync(session, stored, azure.Of(after, now), new LedgerLine(now, Address.System, LedgerVerbs.Edited, Replaced(stored.Text))))
        {
            return IntakeOutcome.Duplicate;
        }

        batch.Edited(stored, after);
        return IntakeOutcome.Edited;
    }

    private static Mention Reworded(Mention stored, Mention incoming)
    {
        Mention after = stored with
        {
            Text = incoming.Text,
            Url = incoming.Url ?? stored.Url,
            Language = incoming.Language ?? stored.Language,
            Metrics = incoming.Metrics ?? stored.Metrics,
        };
        return !ConcernsMore(stored, incoming) ? after : after with
        {
            State = incoming.State,
            Brand = incoming.Brand,
            MatchedBy = incoming.MatchedBy,
            Brands = string.Join('\n', incoming.BrandList().Union(stored.BrandList())),
            AwaitingSince = incoming.AwaitingSince,
            EscalateAt = incoming.EscalateAt,
        };
    }

    /// <summary>What does not say any more what its story says gets a card; so does what followed to no response without ever having had one.</summary>
    private Mention Placed(DbSession session, Mention stored, Mention after, DateTimeOffset now) =>
        IsOutOfSight(session, stored) && !stories.StillBelongs(session, stored, after.Text)
            ? BackToTriage.Of(after, settings.Brands.Of(after), settings.Options.Triage, now) with { StoryId = null }
            : after;

    private static bool IsOutOfSight(DbSession session, Mention stored) => stored.State == MentionState.Merged
        || (stored is { State: MentionState.NoResponse, StoryId: not null } && StoryRows.OnlyFollowed(session, stored.Id));

    private static Mention Weighed(DbSession session, Mention after, DateTimeOffset now)
    {
        if (after.State != MentionState.AwaitingTriage)
        {
            return after;
        }

        var urgency = Urgency.Of(session, after, now);
        return after with { Urgency = urgency.Points, UrgencyWhy = urgency.Why };
    }

    /// <summary>What was kept without a card, and names somebody now who has not been told.</summary>
    private static bool ConcernsMore(Mention stored, Mention incoming) => stored.State switch
    {
        MentionState.Unmatched => incoming.State != MentionState.Unmatched,
        MentionState.Muted => incoming.State == MentionState.AwaitingTriage,
        _ => false,
    };

    private static async Task<bool> WasReplacedAsync(DbConnection connection, long id, string text) => await connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM ledger WHERE mention_id = @id AND verb = @verb AND detail = @detail", new { id, verb = LedgerVerbs.Edited, detail = Replaced(text) }) > 0;

    /// <summary>Tells texts apart in the ledger without keeping them there.</summary>
    private static string Replaced(string text) => $"replaced sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
}
