using ChatTriage.Enrichment;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>Sentences about where a mention stands, the same on every platform.</summary>
public static class MentionWords
{
    private const int MaxNotes = 4000;

    /// <summary>Where it stands now, for a person who pressed something.</summary>
    public static string Present(ClickContext context, PersonNames names) => context.Mention switch
    {
        { State: MentionState.Claimed, Holder: { } holder } mention when holder == context.Actor =>
            $"It is yours until {context.Clock(mention.LeaseUntil)}. Everybody else is kept from answering.",
        { State: MentionState.Claimed } => HeldBy(context, names),
        { State: MentionState.Routed } mention => $"It lies on the {mention.Category?.DeskName()} desk and nobody has it yet.",
        { State: MentionState.Answered } mention => $"{names.NameOf(mention.AnsweredBy ?? Address.System)} answered it at {context.Clock(mention.AnsweredAt)}.",
        { State: MentionState.NoResponse } mention => $"{names.NameOf(mention.DecidedBy ?? Address.System)} decided not to respond: {mention.Reason}.",
        { State: MentionState.AwaitingTriage } mention => $"It waits for a decision by {Deciders(mention, context.Brand, context.Now, names)}.",
        { State: MentionState.Merged } mention => $"It says the same as #{mention.StoryId} and waits with it.",
        _ => "It is kept and counted, and needs no answer.",
    };

    /// <summary>Why a click on an old card did nothing. Who came second to a claim wants to know who was first, not how.</summary>
    public static string Outdated(ClickContext context, PersonNames names) =>
        context is { Click.Verb: Verbs.Claim, Mention.State: MentionState.Claimed } ? Present(context, names) : $"This card was outdated. {Present(context, names)}";

    /// <summary>Who holds it, since when and until when.</summary>
    public static string HeldBy(ClickContext context, PersonNames names) =>
        $"{names.NameOf(context.Mention.Holder!.Value)} is answering since {context.Clock(context.Mention.ClaimedAt)}, theirs until {context.Clock(context.Mention.LeaseUntil)}.";

    /// <summary>Who may decide now, as a list of names.</summary>
    public static string Deciders(Mention mention, Brand brand, DateTimeOffset now, PersonNames names) =>
        names.AnyOf(Triage.DecidesNow.Of(mention, brand, now));

    /// <summary>The notes with one more, newest last; the oldest go when there are too many.</summary>
    public static string AddNote(string? notes, string author, string note)
    {
        string all = string.IsNullOrEmpty(notes) ? $"{author}: {note}" : $"{notes}\n{author}: {note}";
        if (all.Length <= MaxNotes)
        {
            return all;
        }

        int cut = all.IndexOf('\n', all.Length - MaxNotes);
        return cut >= 0 ? all[(cut + 1)..] : Cards.CardText.Cut($"{author}: {note}", MaxNotes);
    }
}
