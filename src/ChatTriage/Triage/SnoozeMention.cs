using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Triage;

/// <summary>Puts a mention aside for one to 168 hours. Rules: only who decides now, only while it waits; the backups' time starts again when it wakes.</summary>
public sealed class SnoozeMention(MentionClicks clicks, LiveSettings settings, PersonNames names)
{
    /// <summary>Runs the click.</summary>
    public Task<ClickOutcome> RunAsync(ButtonClicked click, CancellationToken cancellation) => clicks.RunAsync(
        click, context => OwnerRules.Refusal(context, names) ?? PutAside(context), cancellation: cancellation);

    private ClickDecision PutAside(ClickContext context)
    {
        if (!int.TryParse(context.Click.Value(Inputs.Hours), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) || hours is < 1 or > 168)
        {
            return ClickDecision.Ask(Inputs.Hours, "Please choose for how long: between 1 and 168 hours.");
        }

        DateTimeOffset until = context.Now.AddHours(hours);
        Mention after = context.Mention with { SnoozedUntil = until, EscalateAt = BackToTriage.EscalateAt(context.Brand, settings.Options.Triage, until) };
        return ClickDecision.Change(after, $"Put aside until {context.Clock(until)}.", $"{hours} h");
    }
}
