using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Triage;

namespace ChatTriage.Routing;

/// <summary>
/// *Re-route* of what lies on a desk: to the other desk, to no response, or (without a choice) back before the owner. Rules: an owner, or the
/// person who decided. A claim ends, its fence rises, its holder is told, and the old desk's card says where it went.
/// </summary>
public sealed class RerouteMention(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(click, Decide, cancellation: cancellation);

    private ClickDecision Decide(ClickContext context)
    {
        Mention mention = context.Mention;
        if (mention.State is not (MentionState.Routed or MentionState.Claimed))
        {
            return ClickDecision.Refuse(MentionWords.Present(context, names));
        }

        if (mention.DecidedBy != context.Actor && !context.Brand.Owners.Contains(context.Actor))
        {
            return ClickDecision.Refuse($"Only {names.AnyOf(context.Brand.Owners.Prepend(mention.DecidedBy ?? context.Brand.Owners[0]).Distinct())} can re-route it.");
        }

        string? to = context.Click.Value(Inputs.Category);
        Category? category = Verbs.CategoryOf(to);
        if (to is not null && (category is null || category == mention.Category))
        {
            return ClickDecision.Ask(Inputs.Category, "Please choose another place for it.");
        }

        Mention waiting = BackToTriage.Of(mention, context.Brand, settings.Options.Triage, context.Now);
        Mention after = category is null ? waiting : waiting with
        {
            State = category == Category.NoResponse ? MentionState.NoResponse : MentionState.Routed,
            Category = category,
            Reason = Reasons.Of(context.Click) ?? (category == Category.NoResponse ? "re-routed" : null),
            DecidedBy = context.Actor,
            DecidedAt = context.Now,
            EscalateAt = null,
        };
        string where = category switch
        {
            null => "back for a new decision",
            Category.NoResponse => "to no response",
            _ => $"to {category.Value.DeskName()}",
        };
        return ClickDecision.Change(after, $"Re-routed {where}.", Detail(mention.Category, to, after.Reason)) with
        {
            Notices = ClaimEnds.Tell(context, names, $"re-routed it {where}"),
            DrawAgainAfter = category is null ? null : settings.Options.Triage.UndoFor,
        };
    }

    private static string Detail(Category? from, string? to, string? reason) =>
        $"{(from is { } was ? Verbs.Of(was) : "")} → {to ?? "triage"}{(reason is null ? "" : $": {reason}")}";
}
