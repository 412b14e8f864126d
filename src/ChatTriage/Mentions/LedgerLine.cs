namespace ChatTriage.Mentions;

/// <summary>One line of a mention's append-only history: who did what, when and why.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a person, or <see cref="Address.System"/>.</param>
/// <param name="Verb">What, such as <c>claim</c>; see <see cref="Platforms.Verbs"/> and <see cref="LedgerVerbs"/>.</param>
/// <param name="Detail">Why, or what was written; never the text of the mention.</param>
/// <param name="CardVersion">Version on the card that was pressed: with mention, verb and actor the key of a click.</param>
public sealed record LedgerLine(DateTimeOffset At, Address Actor, string Verb, string? Detail = null, long? CardVersion = null);
