using ChatTriage.Cards;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>
/// A chat platform as the rest of the program sees it: Slack, Teams, the playground. An adapter turns what its platform sends into
/// <see cref="Interaction"/>s for the dispatcher, and does what is asked for here. It decides nothing about mentions.
/// </summary>
public interface IChatPlatform
{
    /// <summary>The first part of its addresses, such as <c>playground</c>.</summary>
    string Name { get; }

    /// <summary>Folder under <c>cards/</c> whose templates it draws.</summary>
    string CardFolder { get; }

    /// <summary>Whether the answer to a click carries the pressed card as it is now; elsewhere the outbox changes it.</summary>
    bool AnswersWithCard { get; }

    /// <summary>Whether a private answer has a button that shows it to everybody.</summary>
    bool CanShare { get; }

    /// <summary>Why nothing can be sent at all, in words for the operator and without secrets; nothing while it works.</summary>
    string? Trouble { get; }

    /// <summary>What stands before the paths of this program's pictures and pages for whoever reads there; nothing where nobody could fetch them.</summary>
    string? WebRoot { get; }

    /// <summary>Whose budget a send is taken from.</summary>
    SendBudget BudgetOf(Address address, SendKind kind);

    /// <summary>Makes foreign words harmless in a field that the platform reads as markup.</summary>
    string Escape(string text);

    /// <summary>Markup for a time that each reader sees in the own zone, for a field that the platform reads as markup.</summary>
    string Moment(DateTimeOffset time, bool withDate);

    /// <summary>What the platform calls somebody, or a channel where that needs no call; nothing when it does not know or cannot be asked now.</summary>
    Task<string?> NameOfAsync(Address person, CancellationToken cancellation);

    /// <summary>Posts a card into a channel. <paramref name="key"/> is the same for every try of the same post.</summary>
    Task<DeliveryResult> PostAsync(Address channel, string key, DrawnCard card, CancellationToken cancellation);

    /// <summary>Shows another card in the place of a posted one.</summary>
    Task<DeliveryResult> UpdateAsync(Address channel, string messageRef, DrawnCard card, CancellationToken cancellation);

    /// <summary>Sends one person a private card.</summary>
    Task<DeliveryResult> SendPrivatelyAsync(Address person, string key, DrawnCard card, CancellationToken cancellation);

    /// <summary>
    /// Looks for a post whose answer was lost, made after <paramref name="since"/>: delivered with its reference, gone when it is not there,
    /// ambiguous when it cannot be told.
    /// </summary>
    Task<DeliveryResult> FindAsync(Address address, string key, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Asks the platform whether it would work: rights, channels. For <c>chattriage check --online</c>; changes nothing.</summary>
    /// <param name="channels">The channels in the settings that belong to this platform.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<PlatformFinding>> CheckAsync(IReadOnlyList<Address> channels, CancellationToken cancellation);
}
