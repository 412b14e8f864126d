using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Enrichment;
using ChatTriage.Ingestion;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Querying.Export;
using ChatTriage.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Platforms.Playground;

/// <summary>The playground's HTTP API: turns what the page sends into interactions, and streams the messages.</summary>
public sealed class PlaygroundEndpoint(
    PlaygroundMessages messages, PlaygroundPlatform platform, PlaygroundPeople people, InteractionDispatcher dispatcher, MentionIntake intake, ExportLinks exports, CardLibrary library, LiveSettings settings,
    TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Everything the page needs to begin.</summary>
    public async Task<Ok<PlaygroundWire.State>> StateAsync(CancellationToken cancellation)
    {
        long lastSeq = await messages.LastSeqAsync(cancellation);
        IReadOnlyList<PlaygroundWire.ChannelShown> channels = Channels();
        var shown = new List<PlaygroundMessage>();
        var more = new Dictionary<string, bool>();
        foreach (PlaygroundWire.ChannelShown channel in channels)
        {
            (IReadOnlyList<PlaygroundMessage> page, more[channel.Id]) = await messages.PageAsync(channel.Id, long.MaxValue, cancellation);
            shown.AddRange(page);
        }

        (IReadOnlyList<PlaygroundMessage> direct, _) = await messages.PageAsync(channel: null, long.MaxValue, cancellation);
        return TypedResults.Ok(new PlaygroundWire.State(
            [.. people.All().Select(person => new PlaygroundWire.PersonShown(person.Address.ToString(), person.Name, person.Role))],
            channels,
            [.. settings.Brands.Brands.Select(brand => brand.Name)],
            lastSeq,
            [.. shown.Concat(direct).OrderBy(message => message.Id)],
            more));
    }

    /// <summary>Earlier messages of a channel.</summary>
    public async Task<Ok<PlaygroundWire.Earlier>> EarlierAsync(string channel, long before, CancellationToken cancellation)
    {
        (IReadOnlyList<PlaygroundMessage> page, bool more) = await messages.PageAsync(channel, before, cancellation);
        return TypedResults.Ok(new PlaygroundWire.Earlier(page, more));
    }

    /// <summary>Every change after a sequence number, as it happens. The reader's own last event wins over the address it began with.</summary>
    public async IAsyncEnumerable<SseItem<string>> EventsAsync(long after, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long seq = long.TryParse(lastEventId, out long last) ? last : after;
        long quietSince = clock.GetTimestamp();

        // The answer's head leaves with its first words, and the page says "Connecting…" until then.
        yield return new SseItem<string>("", "heartbeat");
        while (!cancellation.IsCancellationRequested)
        {
            Task changed = messages.Changed;
            IReadOnlyList<PlaygroundMessage> news = await messages.AfterAsync(seq, cancellation);
            foreach (PlaygroundMessage message in news)
            {
                seq = message.Seq;
                yield return new SseItem<string>(JsonSerializer.Serialize(message, PlaygroundJson.Default.PlaygroundMessage), "message") { EventId = $"{seq}" };
            }

            if (news.Count > 0)
            {
                quietSince = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(quietSince) > Heartbeat)
            {
                // Something must be written now and then, or a reader that went away is never noticed.
                quietSince = clock.GetTimestamp();
                yield return new SseItem<string>("", "heartbeat");
            }
            else
            {
                // Another process may have written as well, so this also looks once a second.
                await Task.WhenAny(changed, Task.Delay(Poll, cancellation));
            }
        }
    }

    /// <summary>A person pressed a button.</summary>
    public async Task<Results<Ok<PlaygroundWire.Answer>, ProblemHttpResult>> ClickAsync(PlaygroundWire.Click click, HttpContext context, CancellationToken cancellation)
    {
        if (!TryPerson(click.Person, click.TimeZone, out Person? person))
        {
            return Wrong("person", "must be an address such as playground:ana");
        }

        CardData data = CardData.Read(click.Data ?? []);
        foreach ((string name, string value) in click.Inputs ?? [])
        {
            data.Values[name] = value;
        }

        Address? place = Address.TryParse(click.Channel, out Address at) ? at : await ChannelOfAsync(click.MessageId, cancellation);
        if (data.Pressed(person, click.Verb ?? "", place) is { } question)
        {
            return TypedResults.Ok(await PressAsync(question, isOwnAnswer: click.MessageId is null, context, cancellation));
        }

        if (data.Click(person, click.Verb ?? "") is not { } pressed)
        {
            return Wrong("data", "must hold the numbers mention and version of the card");
        }

        InteractionReply reply = await dispatcher.DispatchAsync(pressed, platform, cancellation);
        if (reply.PrivateCard is { } card)
        {
            await TellAsync(person.Address, place, card);
        }

        return TypedResults.Ok(new PlaygroundWire.Answer(reply.Changed, reply.Text, reply.PresentCard?.Json));
    }

    /// <summary>An answer that stands on the page alone gives way to the next; a message that is kept does not.</summary>
    private async Task<PlaygroundWire.Answer> PressAsync(QuestionPressed pressed, bool isOwnAnswer, HttpContext context, CancellationToken cancellation)
    {
        InteractionReply reply = await dispatcher.DispatchAsync(pressed, platform, cancellation);
        DrawnCard? card = reply.File is { } file ? FileCard.Draw(library, platform, file, $"{context.Request.Scheme}://{context.Request.Host}{exports.PathOf(pressed)}") : reply.PrivateCard;
        bool inPlace = reply.InPlace && isOwnAnswer;
        if (card is not null && !inPlace)
        {
            await TellAsync(pressed.Person.Address, pressed.Place, card);
        }

        return new PlaygroundWire.Answer(reply.Changed || card is not null, reply.Text, inPlace ? card?.Json : null);
    }

    private Task<long> TellAsync(Address person, Address? channel, DrawnCard card) => messages.PostAsync($"private:{Guid.CreateVersion7(clock.GetUtcNow()):N}", channel, person, card);

    /// <summary>A person sent a command.</summary>
    public async Task<Results<Ok<PlaygroundWire.Answer>, ProblemHttpResult>> CommandAsync(PlaygroundWire.Command command, CancellationToken cancellation)
    {
        if (!TryPerson(command.Person, command.TimeZone, out Person? person))
        {
            return Wrong("person", "must be an address such as playground:ana");
        }

        string text = (command.Text ?? "").Trim();
        if (!IsMentions(text, out string question))
        {
            return TypedResults.Ok(new PlaygroundWire.Answer(Ok: false, "Only /mentions is known here. Try: /mentions help", Card: null));
        }

        InteractionReply reply = await dispatcher.DispatchAsync(new CommandSent(person, question, Place: Address.TryParse(command.Channel, out Address place) ? place : null), platform, cancellation);
        return TypedResults.Ok(new PlaygroundWire.Answer(reply.PrivateCard is not null, reply.Text, reply.PrivateCard?.Json));
    }

    /// <summary>A person posts a mention, which takes the way of every other mention.</summary>
    public async Task<Accepted<IntakeReport>> MentionAsync(PlaygroundWire.NewMention mention, CancellationToken cancellation)
    {
        var sent = new JsonObject
        {
            ["externalId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            ["text"] = mention.Text,
            ["url"] = string.IsNullOrWhiteSpace(mention.Url) ? null : mention.Url.Trim(),
            ["author"] = string.IsNullOrWhiteSpace(mention.Author) ? null : new JsonObject { ["name"] = mention.Author },
        };
        var report = new IntakeReport();
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(sent, PlaygroundJson.Default.JsonObject));
        await foreach (ReadItem item in MentionReader.ReadAsync(body, IngestFormat.Json, cancellation))
        {
            if (item.Mention is null)
            {
                report.Reject(item);
            }
            else
            {
                report.Add(await intake.StoreAsync([new IntakeItem(item.Index, "playground", item.Mention)], cancellation));
            }
        }

        return TypedResults.Accepted((string?)null, report);
    }

    /// <summary>Deletes a message, as a person of the channel could on any platform.</summary>
    public async Task<Results<NoContent, NotFound>> DeleteAsync(long id) => await messages.DeleteAsync(id) ? TypedResults.NoContent() : TypedResults.NotFound();

    private IReadOnlyList<PlaygroundWire.ChannelShown> Channels()
    {
        IReadOnlyList<Brand> brands = settings.Brands.Brands;
        return
        [
            .. brands.SelectMany(brand => brand.TriageChannels).Select(channel => (channel, "Triage"))
                .Concat(brands.SelectMany(brand => brand.CustomerService.Channels).Select(channel => (channel, "Customer service")))
                .Concat(brands.SelectMany(brand => brand.PublicRelations.Channels).Select(channel => (channel, "Public relations")))
                .Where(place => place.channel.Platform == "playground")
                .DistinctBy(place => place.channel)
                .Select(place => new PlaygroundWire.ChannelShown(place.channel.ToString(), place.channel.Id, place.Item2)),
        ];
    }

    private bool TryPerson(string? address, string? timeZone, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Person? person)
    {
        person = Address.TryParse(address, out Address parsed) && parsed.Platform == "playground" ? people.Person(parsed, timeZone) : null;
        return person is not null;
    }

    private async Task<Address?> ChannelOfAsync(long? messageId, CancellationToken cancellation) =>
        messageId is { } id && await messages.ChannelOfAsync(id, cancellation) is { } channel ? Address.Parse(channel) : null;

    private static bool IsMentions(string text, out string question)
    {
        string command = text.Split(' ', 2)[0].TrimStart('/');
        question = text.Contains(' ', StringComparison.Ordinal) ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";
        return command.Equals("mentions", StringComparison.OrdinalIgnoreCase);
    }

    private static ProblemHttpResult Wrong(string field, string expected) => TypedResults.Problem(statusCode: 400, title: $"The field {field} is wrong", detail: $"{field} {expected}.");
}
