using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Platforms;

/// <summary>
/// The frame of every click: in one transaction it reads the mention, recognises a click delivered twice, refuses an outdated card,
/// lets the use case decide, and writes the change with its ledger line, cards and notices.
/// </summary>
public sealed class MentionClicks(Database database, MentionChanges changes, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Runs a click through the frame.</summary>
    /// <param name="click">What was pressed.</param>
    /// <param name="decide">The use case's rules; only looks, never writes.</param>
    /// <param name="seen">The mention, when it was just read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing was changed.</exception>
    public async Task<ClickOutcome> RunAsync(ButtonClicked click, Func<ClickContext, ClickDecision> decide, Mention? seen = null, CancellationToken cancellation = default)
    {
        await names.RememberAsync(click.Person, cancellation);
        if ((seen ?? await FindAsync(click.MentionId, cancellation)) is not { } before)
        {
            return Missing;
        }

        Brand brand = settings.Brands.Of(before);
        await names.LearnAsync([before.Holder, before.DecidedBy, before.AnsweredBy, .. brand.Owners.Cast<Address?>(), .. brand.Backups.Cast<Address?>()], cancellation);
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            if (await database.WriteAsync(session => TryOnceAsync(session, click, decide), cancellation) is { } outcome)
            {
                return outcome;
            }
        }

        return new ClickOutcome(ClickKind.Refused, await FindAsync(click.MentionId, cancellation), "Many people are at this item right now. Please press again.");
    }

    /// <summary>The mention as it is now.</summary>
    public Task<Mention?> FindAsync(long id, CancellationToken cancellation) => database.LookUpAsync(statements => statements.FindMention(id), cancellation);

    /// <summary>Nobody stored that mention here.</summary>
    public static ClickOutcome Missing { get; } = new(ClickKind.Refused, null, "This mention is not stored here any more.");

    private async Task<ClickOutcome?> TryOnceAsync(DbSession session, ButtonClicked click, Func<ClickContext, ClickDecision> decide)
    {
        if (session.FindMention(click.MentionId) is not { } mention)
        {
            return Missing;
        }

        DateTimeOffset now = clock.GetUtcNow().Stored();
        var context = new ClickContext(mention, settings.Brands.Of(mention), click, now);
        var line = new LedgerLine(now, click.Person.Address, click.Verb, CardVersion: click.Version);
        if (click.Version != mention.Version && await session.Connection.HasClickAsync(mention.Id, line with { Detail = TypedBy(click) }))
        {
            return new ClickOutcome(ClickKind.Repeated, mention, MentionWords.Present(context, names));
        }

        if (click.Version != mention.Version && !click.IsAboutClaim(mention))
        {
            return await KeepTypedAsync(session, context, ClickKind.Outdated, MentionWords.Outdated(context, names));
        }

        ClickDecision decision = decide(context);
        if (click.OpensForm && (decision.After is not null || decision.Input is not null))
        {
            return new ClickOutcome(ClickKind.MayFill, mention, "");
        }

        if (decision.After is not { } after)
        {
            return decision.KeepTyped
                ? await KeepTypedAsync(session, context, ClickKind.Refused, decision.Text)
                : new ClickOutcome(ClickKind.Refused, mention, decision.Text, decision.MaySuggest, decision.Input);
        }

        if (!await changes.TryAsync(session, mention, after, line with { Detail = decision.Detail }))
        {
            return null;
        }

        decision.Also?.Invoke(session);
        Announce(session, context, after, decision);
        return new ClickOutcome(ClickKind.Done, after with { Version = mention.Version + 1 }, decision.Text);
    }

    private static void Announce(DbSession session, ClickContext context, Mention after, ClickDecision decision)
    {
        foreach (Notice notice in decision.Notices)
        {
            Outbox.EnqueueNotice(session, after.Id, notice.Person, notice.Name, notice.Text, context.Now);
        }

        if (decision.DrawAgainAfter is { } later)
        {
            // What was decided on a card of its own keeps that card, though a copy that follows has none.
            Mention shown = context.Mention.State == MentionState.AwaitingTriage ? context.Mention : after;
            foreach ((Address channel, CardRole role) in CardPlaces.Of(shown, context.Brand).Where(place => place.Role == CardRole.Triage))
            {
                Outbox.EnqueueCard(session, after.Id, channel.ToString(), role.ToString(), context.Now + later, context.Now, OutboxPriority.Edit);
            }
        }
    }

    /// <summary>Other words are not the same click delivered twice, even from the same card: they must not be thrown away.</summary>
    private static string? TypedBy(ButtonClicked click) => click.Verb switch
    {
        Verbs.Note => click.Value(Inputs.Note),
        Verbs.MarkAnswered => click.Value(Inputs.Answer),
        _ => null,
    };

    /// <summary>Nothing changes, but what somebody typed is not thrown away.</summary>
    private async Task<ClickOutcome> KeepTypedAsync(DbSession session, ClickContext context, ClickKind kind, string text)
    {
        if ((context.Click.Value(Inputs.Answer) ?? context.Click.Value(Inputs.Note) ?? (context.Click.Verb == Verbs.Suggest ? context.Click.Value(Inputs.ReasonText) : null)) is not { } typed)
        {
            return new ClickOutcome(kind, context.Mention, text);
        }

        Mention kept = await KeepAsync(session, context, typed) ?? context.Mention;
        return new ClickOutcome(kind, kept, $"{text} What you typed was kept as a note.");
    }

    private async Task<Mention?> KeepAsync(DbSession session, ClickContext context, string typed)
    {
        var line = new LedgerLine(context.Now, context.Actor, LedgerVerbs.Kept, typed, context.Click.Version);
        if (await session.Connection.HasClickAsync(context.Mention.Id, line))
        {
            return context.Mention;
        }

        Mention after = context.Mention with { Notes = MentionWords.AddNote(context.Mention.Notes, names.NameOf(context.Actor), typed) };
        return await changes.TryAsync(session, context.Mention, after, line) ? after with { Version = after.Version + 1 } : null;
    }
}
