using System.Globalization;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Enrichment.Azure;

/// <summary>Takes mentions that Azure is to be asked about, and writes down what it said.</summary>
public sealed class AzureRows(Database database, MentionChanges changes, TimeProvider clock)
{
    /// <summary>Most mentions that are taken at once: as many as some parallel calls answer within the time a first card waits.</summary>
    public const int Batch = 50;

    private const string Due = "SELECT EXISTS (SELECT 1 FROM mention WHERE analyse_at <= @now)";
    private static readonly string Take =
        $"""
        UPDATE mention SET analyse_at = @until
        WHERE id IN (SELECT id FROM mention WHERE analyse_at <= @now ORDER BY analyse_at LIMIT {Batch})
        RETURNING *
        """;

    /// <summary>A row that an edit or somebody else's answer has changed meanwhile is left as they want it.</summary>
    private const string AskAgain = "UPDATE mention SET analyse_at = @p1 WHERE id = @p0 AND analyse_at = @p2";

    /// <summary>First cards that wait for the answer. Rows that are later on purpose keep their time.</summary>
    private const string LetCardsGo = "UPDATE outbox SET due_at = @p1 WHERE mention_id = @p0 AND kind = 'card' AND state = 'ready' AND attempts = 0 AND lane <> 'later' AND due_at > @p1";

    /// <summary>A card that nobody has seen yet waits by its urgency, not like a change of one that somebody looks at.</summary>
    private const string InOrder = "UPDATE outbox SET priority = @p1 WHERE mention_id = @p0 AND kind = 'card' AND state = 'ready' AND lane LIKE 'Post %'";

    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskedFor = TimeSpan.FromHours(1);

    /// <summary>Takes what is due, the oldest first. What its taker did not finish, because it died, is due again after half a minute.</summary>
    public async Task<IReadOnlyList<Mention>> TakeAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();

        // Looked for outside the write transaction, so that an idle worker starts none.
        if (!await database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(Due, new { now }), cancellation))
        {
            return [];
        }

        return await database.WriteAsync(
            async session => (IReadOnlyList<Mention>)[.. await session.Connection.QueryAsync<Mention>(Take, new { now, until = (now + TakenFor).Stored() })], cancellation);
    }

    /// <summary>Writes what was answered in one transaction, and lets the first cards go, whatever was answered.</summary>
    public Task FinishAsync(IReadOnlyList<AzureOutcome> outcomes) => database.WriteAsync(session =>
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        foreach (AzureOutcome outcome in outcomes)
        {
            // First, so that the change below finds them due and needs no second row.
            session.WakesOutbox |= session.Execute(LetCardsGo, outcome.Asked.Id, now) > 0;
            Finish(session, outcome, now);
        }

        return Task.FromResult(outcomes.Count);
    });

    private void Finish(DbSession session, AzureOutcome outcome, DateTimeOffset now)
    {
        Mention asked = outcome.Asked;
        if (session.FindMention(asked.Id) is not { } row || row.Text != asked.Text)
        {
            // Other words: the edit has set when to ask about them.
            return;
        }

        if (outcome.Fault is not null || (outcome.Tone is null && outcome.Language is null))
        {
            session.Execute(AskAgain, asked.Id, outcome.Fault is null ? null : NextTry(asked, outcome.Fault, now), asked.AnalyseAt);
            return;
        }

        Mention after = Told(session, row, outcome, now);
        changes.TryAnalyse(session, row, after, new LedgerLine(now, Address.System, LedgerVerbs.Analysed, Words(outcome)), now);
        if (after.State == MentionState.AwaitingTriage)
        {
            session.Execute(InOrder, after.Id, (int)new Urgency(after.Urgency, after.UrgencyWhy).Priority);
        }
    }

    private static Mention Told(DbSession session, Mention row, AzureOutcome outcome, DateTimeOffset now)
    {
        Mention after = row with { Language = row.Language ?? outcome.Language, AnalyseAt = null };
        if (outcome.Tone is not { } tone)
        {
            return after;
        }

        after = after with { Sentiment = tone.Tone!.Value, ToneConfidence = tone.Confidence, Phrases = outcome.Phrases ?? row.Phrases, AnalysedBy = AnalysisEngine.Azure };
        var urgency = Urgency.Of(session, after, now);
        return after with { Urgency = urgency.Points, UrgencyWhy = urgency.Why };
    }

    private static string Words(AzureOutcome outcome) =>
        outcome.Tone is { } tone
            ? string.Create(CultureInfo.InvariantCulture, $"Azure AI Language: {tone.Tone}{(tone.Confidence is { } confidence ? $" {confidence:0.00}" : "")}")
            : $"Azure AI Language: in {outcome.Language}";

    /// <summary>Later and later, as the mention grows old, and not at all after an hour: by then somebody has decided, or will without it.</summary>
    private static DateTimeOffset? NextTry(Mention asked, AzureUnavailableException fault, DateTimeOffset now)
    {
        TimeSpan age = now - asked.ReceivedAt;
        if (age >= AskedFor)
        {
            return null;
        }

        TimeSpan growing = age < ShortestWait ? ShortestWait : age < LongestWait ? age : LongestWait;
        return (now + (fault.RetryAfter is { } told && told > growing ? told : growing)).Stored();
    }
}
