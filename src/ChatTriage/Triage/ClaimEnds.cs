using ChatTriage.Platforms;

namespace ChatTriage.Triage;

/// <summary>Words for a holder whose claim was ended by somebody else.</summary>
public static class ClaimEnds
{
    /// <summary>One notice when somebody other than the actor holds it, otherwise none.</summary>
    public static IReadOnlyList<Notice> Tell(ClickContext context, PersonNames names, string whatHappened) =>
        context.Mention.Holder is { } holder && holder != context.Actor
            ? [new Notice(holder, Notice.Told, $"{names.NameOf(context.Actor)} {whatHappened}. You do not have this item any more; please do not answer it.")]
            : [];
}
