using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Cards;

/// <summary>The lines of a card that are ours: the state in words, and who decided. Every name in them is escaped, every time is the reader's.</summary>
/// <param name="mention">The mention.</param>
/// <param name="brand">The brand whose owner decides.</param>
/// <param name="now">The present.</param>
/// <param name="answerWithin">By when a desk should answer, counted from the decision.</param>
/// <param name="names">What people are called.</param>
/// <param name="escape">Makes a name harmless in the field it is for.</param>
/// <param name="clock">A time as it is written in that field.</param>
internal sealed class CardWords(Mention mention, Brand brand, DateTimeOffset now, TimeSpan answerWithin, PersonNames names, Func<string, string> escape, Func<DateTimeOffset, string> clock)
{
    private const int ReasonLength = 120;

    private string Brands => escape(string.Join(" + ", mention.BrandList()));

    private string Desk => mention.Category?.DeskName() ?? "";

    /// <summary>First line of a card.</summary>
    /// <param name="card">Name of the template.</param>
    public string State(string card) => (card, mention.State) switch
    {
        ("triage", _) when mention.SnoozedUntil is { } until => $"Put aside until {clock(until)} · {Brands}",
        ("triage", _) => $"Needs a decision · {Brands} · {escape(MentionWords.Deciders(mention, brand, now, names))} decides",
        (_, MentionState.AwaitingTriage) => "Back with the owner for a new decision · nothing to do here",
        (_, MentionState.Merged) => "Waits with similar posts again · nothing to do here",
        ("moved", MentionState.NoResponse) => "No response needed · nothing to do here",
        ("moved", _) => $"Moved to {Desk} · nothing to do here",
        ("routed", _) => $"Needs one answer · nobody yet · by {Time(mention.DecidedAt + answerWithin)} · {Brands}",
        (_, MentionState.Routed) => $"On the {Desk} desk · nobody yet · {Brands}",
        ("claimed", _) => $"{Name(mention.Holder)} is answering since {Time(mention.ClaimedAt)}, theirs until {Time(mention.LeaseUntil)}",
        (_, MentionState.Claimed) => $"On the {Desk} desk · {Name(mention.Holder)} is answering · {Brands}",
        (_, MentionState.Answered) => $"Answered by {Name(mention.AnsweredBy)} at {Time(mention.AnsweredAt)}, after {CardText.Duration((mention.AnsweredAt ?? now) - mention.ReceivedAt)}",
        (_, MentionState.NoResponse) => $"No response: {escape(CardText.Cut(CardText.OneLine(mention.Reason ?? ""), ReasonLength))} · {Brands}",
        _ => $"Kept and counted · {Brands}",
    };

    /// <summary>Who decided, and whether the answer is public; nothing while nobody has decided.</summary>
    public string? Decision()
    {
        string[] parts =
        [
            mention.State != MentionState.Answered ? "" : mention.AnswerIsPublic ? "Public answer" : "Private answer",
            mention.DecidedBy is null ? "" : $"{Name(mention.DecidedBy)} decided at {Time(mention.DecidedAt)}",
        ];
        return string.Join(" · ", parts.Where(part => part.Length > 0)) is { Length: > 0 } decision ? decision : null;
    }

    private string Name(Address? person) => escape(names.NameOf(person ?? Address.System));

    private string Time(DateTimeOffset? time) => clock(time ?? now);
}
