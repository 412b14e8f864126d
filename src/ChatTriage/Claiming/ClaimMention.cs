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
            return await clicks.RunAsync(click, context => Refusal(context) ?? Claimed(context, context.Mention.Fence + 1), cancellation: cancellation);
        }

        LockAnswer answer = await responderLock.TakeAsync(seen.Id, click.Person.Address, seen.Fence, cancellation);
        return answer.Granted
            ? await WriteAsync(click, answer.Fence, cancellation)
            : await RefusedByLockAsync(click, answer, brand, cancellation);
    }

    private async Task<ClickOutcome> WriteAsync(ButtonClicked click, long fence, CancellationToken cancellation)
    {
        ClickOutcome outcome = await clicks.RunAsync(click, context => Refusal(context) ?? Claimed(context, Math.Max(fence, context.Mention.Fence + 1)), cancellation: cancellation);
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
        await names.LearnAsync([answer.Holder], cancellation);
        Mention? present = await clicks.FindAsync(click.MentionId, cancellation);
        string text = present is { State: MentionState.Claimed, Holder: not null }
            ? MentionWords.Present(new ClickContext(present, brand, click, clock.GetUtcNow()), names)
            : $"{names.NameOf(answer.Holder ?? Address.System)} pressed a moment before you.";
        return new ClickOutcome(ClickKind.Refused, present, text);
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
        return ClickDecision.Change(after, $"It is yours until {context.Clock(after.LeaseUntil)}. Everybody else is kept from answering.");
    }
}
