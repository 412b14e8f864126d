using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Claiming;

/// <summary>
/// *I'll answer*. Rules: only while it lies on a desk and nobody has it; only people of the desk. The lock picks one of those who press at the
/// same moment and gives the fence; the row, compared and set with that fence, has the last word. So two never hold it, whether the
/// lock answers, is away, or has forgotten everything.
/// </summary>
public sealed class ClaimMention(MentionClicks clicks, ResponderLock responderLock, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int Looks = 25;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs the click.</summary>
    public async Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation)
    {
        if (await clicks.FindAsync(click.MentionId, cancellation) is not { } seen)
        {
            return MentionClicks.Missing;
        }

        Brand brand = settings.Brands.Of(seen);
        if (click.Version != seen.Version || Refusal(new ClickContext(seen, brand, click, clock.GetUtcNow())) is not null)
        {
            // The frame words it, and recognises the same click delivered twice. The lock need not be asked.
            return await clicks.RunAsync(click, context => Refusal(context) ?? Claimed(context, context.Mention.Fence + 1), seen, cancellation);
        }

        LockAnswer answer = await responderLock.TakeAsync(seen.Id, click.Person.Address, seen.Fence, cancellation);
        return answer.Granted
            ? await WriteAsync(click, seen, answer.Fence, cancellation)
            : await RefusedByLockAsync(click, answer, brand, cancellation);
    }

    private async Task<ClickOutcome> WriteAsync(ButtonClicked click, Mention seen, long fence, CancellationToken cancellation)
    {
        ClickOutcome outcome = await clicks.RunAsync(click, context => Refusal(context) ?? Claimed(context, Math.Max(fence, context.Mention.Fence + 1)), seen, cancellation);
        if (outcome is { Kind: ClickKind.Done, Mention: { } mine })
        {
            await responderLock.ConfirmAsync(mine, clock.GetUtcNow(), cancellation);
        }
        else if (outcome.Mention?.Holder != click.Person.Address)
        {
            await responderLock.FreeAsync(click.MentionId, fence, cancellation);
        }

        return outcome;
    }

    private async Task<ClickOutcome> RefusedByLockAsync(ButtonClicked click, LockAnswer answer, Brand brand, CancellationToken cancellation)
    {
        await names.RememberAsync(click.Person, cancellation);
        if (await SettledAsync(click, cancellation) is not { } present)
        {
            return MentionClicks.Missing;
        }

        await names.LearnAsync([answer.Holder, present.Holder], cancellation);
        string text = present.Version != click.Version
            ? MentionWords.Present(new ClickContext(present, brand, click, clock.GetUtcNow()), names)
            : $"{names.NameOf(answer.Holder ?? Address.System)} pressed a moment before you. If the card stays free, press again in a few seconds.";
        return new ClickOutcome(ClickKind.Refused, present, text);
    }

    /// <summary>
    /// The row once the winner has written it, so that the loser can be told until when. That takes milliseconds of real time, whatever the
    /// program's clock says; a winner whose process died never writes it.
    /// </summary>
    private async Task<Mention?> SettledAsync(ButtonClicked click, CancellationToken cancellation)
    {
        for (int look = 1; ; look++)
        {
            Mention? present = await clicks.FindAsync(click.MentionId, cancellation);
            if (present is null || present.Version != click.Version || look == Looks)
            {
                return present;
            }

            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    private ClickDecision? Refusal(ClickContext context)
    {
        if (context.Mention.State != MentionState.Routed)
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        return context.Brand.DeskOf(context.Mention.Category) is { } desk && !desk.Admits(context.Actor)
            ? ClickDecision.Refuse($"This desk's items are answered by {names.AnyOf(desk.Responders)}.")
            : null;
    }

    private ClickDecision Claimed(ClickContext context, long fence)
    {
        Mention after = Lease.Grant(context.Mention, context.Actor, fence, settings.Options.Claiming.Lease, context.Now);
        return ClickDecision.Change(after, MentionWords.Present(context with { Mention = after }, names));
    }
}
