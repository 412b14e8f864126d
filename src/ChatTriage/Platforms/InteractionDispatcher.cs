using ChatTriage.Cards;
using ChatTriage.Claiming;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Querying;
using ChatTriage.Routing;
using ChatTriage.Storage;
using ChatTriage.Triage;

namespace ChatTriage.Platforms;

/// <summary>
/// The switchboard: every button and command of every platform ends in one of the use cases below. It adds nothing to what they decide;
/// it keeps the lock in step with the row, draws the answer, and turns a failing store into one clear sentence.
/// </summary>
public sealed partial class InteractionDispatcher(
    DecideCategory decide, UndoDecision undo, SuggestCategory suggest, AddNote addNote, SnoozeMention snooze, ReassignBrand reassign, ReopenMention reopen,
    RerouteMention reroute, RejectAsNotOurs notOurs, ClaimMention claim, ReleaseClaim release, RenewClaim renew, HandOverClaim handOver, MarkAnswered answered,
    ApplyToSimilar apply, PreviewSimilar preview, ShowSimilar similar, ShowHistory history, AnswerCommand command, ConnectChannel connect, MentionClicks clicks, ResponderLock responderLock, MentionCards cards, ChatTriageMetrics metrics, TimeProvider clock,
    ILogger<InteractionDispatcher> logger)
{
    private const string StoreAway = "ChatTriage cannot reach its store right now, so nothing was changed. Please try again in a moment.";
    private const string Unanswered = "Something went wrong in ChatTriage, so there is no answer. Please ask again in a moment; the log of the server says what it was.";

    /// <summary>Does what the person asked for, and says how it ended.</summary>
    /// <param name="interaction">What the person did, verified by the platform's adapter.</param>
    /// <param name="platform">Where the answer will be shown.</param>
    /// <param name="cancellation">Ends the wait, not the change.</param>
    public async Task<InteractionReply> DispatchAsync(Interaction interaction, IChatPlatform platform, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        try
        {
            return interaction switch
            {
                ButtonClicked { Verb: Verbs.Refresh } click => await RefreshAsync(click, platform, cancellation),
                ButtonClicked { Verb: Verbs.History } click => await history.RunAsync(click, platform, cancellation),
                ButtonClicked { Verb: Verbs.Similar } click => await similar.RunAsync(click, platform, cancellation),
                ButtonClicked { Verb: Verbs.ApplySimilar } click => await preview.RunAsync(click, platform, cancellation),
                ButtonClicked click => await ClickAsync(click, platform, cancellation),

                // A long read of the store is not asynchronous: elsewhere, so that whoever waits can stop waiting, and clicks go on.
                QuestionPressed pressed => await Task.Run(() => command.PressAsync(pressed, platform, cancellation), cancellation),
                CommandSent sent => await Task.Run(() => command.RunAsync(sent, platform, cancellation), cancellation),
                ConnectAsked asked => await connect.RunAsync(asked, cancellation),
                _ => new InteractionReply(Changed: false, "This is not something ChatTriage knows."),
            };
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault);
            return new InteractionReply(Changed: false, StoreAway);
        }
        catch (Exception fault) when (interaction is CommandSent or QuestionPressed && fault is not OperationCanceledException)
        {
            // Whoever asked hears that there is no answer instead of waiting for one.
            LogUnanswered(fault);
            return new InteractionReply(Changed: false, Unanswered);
        }
        finally
        {
            metrics.Interacted(interaction, clock.GetElapsedTime(start));
        }
    }

    private async Task<InteractionReply> RefreshAsync(ButtonClicked click, IChatPlatform platform, CancellationToken cancellation) =>
        await clicks.FindAsync(click.MentionId, cancellation) is { } mention
            ? new InteractionReply(Changed: false, Text: null, await DrawAsync(click, mention, platform, cancellation))
            : new InteractionReply(Changed: false, MentionClicks.Missing.Text);

    private async Task<InteractionReply> ClickAsync(ButtonClicked click, IChatPlatform platform, CancellationToken cancellation)
    {
        ClickOutcome outcome = await RunAsync(click, cancellation);
        metrics.Clicked(click.Verb, outcome.Kind);
        LogClicked(Verbs.Known(click.Verb), click.MentionId, click.Version, click.Person.Address, outcome.Kind);
        if (outcome.Mention is not { } mention)
        {
            return new InteractionReply(outcome.Changed, outcome.Text);
        }

        // A mention that was never claimed is not known to the lock.
        if (outcome.Kind == ClickKind.Done && click.Verb != Verbs.Claim && mention.Fence > 0)
        {
            await responderLock.ConfirmAsync(mention, clock.GetUtcNow(), CancellationToken.None);
        }

        if (outcome.Kind == ClickKind.MayFill)
        {
            return new InteractionReply(Changed: false, Text: null, Form: await cards.DrawFormAsync(mention, click, platform, cancellation));
        }

        DrawnCard? present = platform.AnswersWithCard ? await DrawAsync(click, mention, platform, cancellation) : null;
        return outcome.MaySuggest is { } category
            ? new InteractionReply(outcome.Changed, Text: null, present, cards.DrawSuggestion(outcome, category, platform))
            : new InteractionReply(outcome.Changed, outcome.Text, present, Input: outcome.Input) { IsOutdated = outcome.Kind == ClickKind.Outdated };
    }

    /// <summary>The card as it is now. What was done is done, so a store that fails after it must not make it look undone.</summary>
    private async Task<DrawnCard?> DrawAsync(ButtonClicked click, Mention mention, IChatPlatform platform, CancellationToken cancellation)
    {
        try
        {
            return click.Role is { } role ? await cards.DrawAsync(mention, role, platform, cancellation) : null;
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault);
            return null;
        }
    }

    private Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => click.Verb switch
    {
        Verbs.CustomerService => decide.RunAsync(click, Category.CustomerService, cancellation),
        Verbs.PublicReply => decide.RunAsync(click, Category.PublicRelations, cancellation),
        Verbs.NoResponse => decide.RunAsync(click, Category.NoResponse, cancellation),
        Verbs.Undo => undo.RunAsync(click, cancellation),
        Verbs.Reroute => reroute.RunAsync(click, cancellation),
        Verbs.Suggest => suggest.RunAsync(click, cancellation),
        Verbs.Note => addNote.RunAsync(click, cancellation),
        Verbs.Snooze => snooze.RunAsync(click, cancellation),
        Verbs.ReassignBrand => reassign.RunAsync(click, cancellation),
        Verbs.Claim => claim.RunAsync(click, cancellation),
        Verbs.NotOurs => notOurs.RunAsync(click, cancellation),
        Verbs.MarkAnswered => answered.RunAsync(click, cancellation),
        Verbs.Release => release.RunAsync(click, cancellation),
        Verbs.MoreTime => renew.RunAsync(click, cancellation),
        Verbs.HandOver => handOver.RunAsync(click, cancellation),
        Verbs.Reopen => reopen.RunAsync(click, cancellation),
        Verbs.ApplyAll => apply.RunAsync(click, exactOnly: false, cancellation),
        Verbs.ApplyExact => apply.RunAsync(click, exactOnly: true, cancellation),
        _ => Task.FromResult(new ClickOutcome(ClickKind.Refused, null, "This button is from an older version. The card above it will be renewed; please use its buttons.")),
    };

    [LoggerMessage(4101, LogLevel.Information, "{Verb} on mention {MentionId} version {Version} by {Person}: {Kind}")]
    private partial void LogClicked(string verb, long mentionId, long version, Address person, ClickKind kind);

    [LoggerMessage(4102, LogLevel.Error, "An interaction was refused: the database does not answer")]
    private partial void LogStoreAway(Exception fault);

    [LoggerMessage(4103, LogLevel.Error, "A question could not be answered")]
    private partial void LogUnanswered(Exception fault);
}
