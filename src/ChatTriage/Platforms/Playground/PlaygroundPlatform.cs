using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Playground;

/// <summary>
/// The built-in chat platform on loopback. It shows what it is given and hands on what people press; it decides nothing, so what works
/// here works on the others.
/// </summary>
public sealed class PlaygroundPlatform(PlaygroundMessages messages, PlaygroundPeople people) : IChatPlatform
{
    /// <inheritdoc/>
    public string Name => "playground";

    /// <inheritdoc/>
    public string CardFolder => "teams";

    /// <inheritdoc/>
    public bool AnswersWithCard => true;

    /// <summary>Whoever is on the page sees everything anyway.</summary>
    public bool CanShare => false;

    /// <inheritdoc/>
    public string? Trouble => null;

    /// <summary>The page comes from the same place.</summary>
    public string? WebRoot => "";

    /// <summary>Far more than a person can read; it only keeps one channel from taking the whole machine.</summary>
    public SendBudget BudgetOf(Address address, SendKind kind) => new(address.ToString(), PerSecond: 500, Burst: 500);

    /// <summary>The page draws text as text, so nothing is markup here.</summary>
    public string Escape(string text) => CardText.Inert(text);

    /// <summary>The functions of Adaptive Cards, which the page's renderer knows.</summary>
    public string Moment(DateTimeOffset time, bool withDate)
    {
        string instant = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return withDate ? $"{{{{DATE({instant},SHORT)}}}} {{{{TIME({instant})}}}}" : $"{{{{TIME({instant})}}}}";
    }

    /// <inheritdoc/>
    public Task<string?> NameOfAsync(Address person, CancellationToken cancellation) => Task.FromResult<string?>(people.Person(person, timeZone: null).Name);

    /// <inheritdoc/>
    public async Task<DeliveryResult> PostAsync(Address channel, string key, DrawnCard card, CancellationToken cancellation) =>
        Delivered(await messages.PostAsync(key, channel, recipient: null, card));

    /// <inheritdoc/>
    public async Task<DeliveryResult> UpdateAsync(Address channel, string messageRef, DrawnCard card, CancellationToken cancellation) =>
        await messages.UpdateAsync(long.Parse(messageRef, CultureInfo.InvariantCulture), card) ? DeliveryResult.Delivered(messageRef) : DeliveryResult.Gone;

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendPrivatelyAsync(Address person, string key, DrawnCard card, CancellationToken cancellation) =>
        Delivered(await messages.PostAsync(key, channel: null, person, card));

    /// <inheritdoc/>
    public async Task<DeliveryResult> FindAsync(Address address, string key, DateTimeOffset since, CancellationToken cancellation) =>
        await messages.FindAsync(key) is { } id ? Delivered(id) : DeliveryResult.Gone;

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformFinding>> CheckAsync(IReadOnlyList<Address> channels, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PlatformFinding>>([]);

    private static DeliveryResult Delivered(long id) => DeliveryResult.Delivered(id.ToString(CultureInfo.InvariantCulture));
}
