using System.Collections.Concurrent;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Tests.Reliability;

/// <summary>
/// A chat platform that behaves as badly as the test wants. It has no idempotency key, as Slack and Teams have none: what is posted
/// twice is there twice.
/// </summary>
public sealed class FakePlatform : IChatPlatform
{
    private readonly Lock _lock = new();
    private readonly List<FakeMessage> _messages = [];
    private readonly ConcurrentQueue<FakeCall> _calls = new();

    /// <summary>Triage channel, two desks.</summary>
    public static Address Triage { get; } = new("fake", "triage");

    /// <summary>The customer-service desk.</summary>
    public static Address Desk { get; } = new("fake", "desk");

    /// <summary>The public-relations desk.</summary>
    public static Address Press { get; } = new("fake", "press");

    /// <inheritdoc/>
    public string Name => "fake";

    /// <inheritdoc/>
    public string CardFolder { get; init; } = "teams";

    /// <summary>What it does to foreign words; nothing by itself.</summary>
    public Func<string, string> Escaping { get; init; } = text => text;

    /// <summary>How many sends a second one channel takes in the long run.</summary>
    public double PerSecond { get; init; } = 1000;

    /// <summary>How many at once.</summary>
    public int Burst { get; init; } = 1000;

    /// <inheritdoc/>
    public bool AnswersWithCard => true;

    /// <inheritdoc/>
    public bool CanShare => true;

    /// <inheritdoc/>
    public string? Trouble { get; set; }

    /// <inheritdoc/>
    public string? WebRoot { get; init; } = "https://bot.example.com";

    /// <summary>Whether it can tell if a post is there.</summary>
    public bool CanFind { get; set; } = true;

    /// <summary>What goes wrong: gets each call before it is done and may answer in its place; nothing means that it works.</summary>
    public Func<FakeCall, Task<FakeFault?>> Behave { get; set; } = _ => Task.FromResult<FakeFault?>(null);

    /// <summary>Every call, in order.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. _calls];

    /// <summary>What stands in a channel now, or what a person was told, oldest first.</summary>
    public IReadOnlyList<FakeMessage> In(Address address)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => message.Address == address && !message.Deleted)];
        }
    }

    /// <summary>A person deletes everything in a channel.</summary>
    public void DeleteAll(Address address)
    {
        lock (_lock)
        {
            _messages.Where(message => message.Address == address).ToList().ForEach(message => message.Deleted = true);
        }
    }

    /// <inheritdoc/>
    public SendBudget BudgetOf(Address address, SendKind kind) => new(address.ToString(), PerSecond, Burst);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformFinding>> CheckAsync(IReadOnlyList<Address> channels, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PlatformFinding>>([.. channels.Select(channel => new PlatformFinding(IsWell: Trouble is null, channel.ToString(), Trouble ?? "there"))]);

    /// <inheritdoc/>
    public Task<string?> NameOfAsync(Address person, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public string Escape(string text) => Escaping(text);

    /// <inheritdoc/>
    public string Moment(DateTimeOffset time, bool withDate) => time.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public Task<DeliveryResult> PostAsync(Address channel, string key, DrawnCard card, CancellationToken cancellation) => CallAsync(new FakeCall("post", channel, key), () => Add(channel, key, card));

    /// <inheritdoc/>
    public Task<DeliveryResult> SendPrivatelyAsync(Address person, string key, DrawnCard card, CancellationToken cancellation) => CallAsync(new FakeCall("tell", person, key), () => Add(person, key, card));

    /// <inheritdoc/>
    public Task<DeliveryResult> UpdateAsync(Address channel, string messageRef, DrawnCard card, CancellationToken cancellation)
    {
        FakeMessage? message = In(channel).FirstOrDefault(message => message.Ref == messageRef);
        return CallAsync(new FakeCall("update", channel, message?.Key ?? ""), () =>
        {
            if (message is null)
            {
                return DeliveryResult.Gone;
            }

            message.Card = card;
            return DeliveryResult.Delivered(messageRef);
        });
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> FindAsync(Address address, string key, DateTimeOffset since, CancellationToken cancellation) => CallAsync(
        new FakeCall("find", address, key),
        () => !CanFind ? new DeliveryResult(DeliveryOutcome.Ambiguous, Reason: "cannot look")
            : In(address).LastOrDefault(message => message.Key == key) is { } message ? DeliveryResult.Delivered(message.Ref) : DeliveryResult.Gone);

    private async Task<DeliveryResult> CallAsync(FakeCall call, Func<DeliveryResult> work)
    {
        _calls.Enqueue(call);
        FakeFault? fault = await Behave(call);
        lock (_lock)
        {
            DeliveryResult done = fault is null or { Happens: true } ? work() : fault.Answer;
            return fault?.Answer ?? done;
        }
    }

    private DeliveryResult Add(Address address, string key, DrawnCard card)
    {
        var message = new FakeMessage($"ref{_messages.Count}", address, key) { Card = card };
        _messages.Add(message);
        return DeliveryResult.Delivered(message.Ref);
    }
}
