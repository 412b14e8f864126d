using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Routing;

/// <summary>
/// <c>connect triage|customer-service|pr [BRAND]</c> and <c>disconnect</c>: the channel in which it is said becomes such a place, so that nobody copies ids
/// into settings. Channels in the settings stay what they are.
/// </summary>
public sealed partial class ConnectChannel(Database database, LiveSettings settings, ConnectedChannels connected, PersonNames names, TimeProvider clock, ILogger<ConnectChannel> logger)
{
    private const string Usage = "Say connect triage, connect customer-service or connect pr, with a brand's name after it when the channel is for that brand alone.";

    /// <summary>Does it, or says why not.</summary>
    public async Task<InteractionReply> RunAsync(ConnectAsked asked, CancellationToken cancellation)
    {
        await names.RememberAsync(asked.Person, cancellation);
        if (asked.Channel is not { } channel)
        {
            return No("Say this in the channel or group chat that is meant: cards cannot be posted into a private chat.");
        }

        string[] words = asked.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!asked.Connects)
        {
            string[] theirs = MayConnect(asked.Person.Address, brand: null) ? [] : [.. settings.Brands.Brands.Where(brand => brand.Owners.Contains(asked.Person.Address)).Select(brand => brand.Name)];
            return theirs.Length > 0 || MayConnect(asked.Person.Address, brand: null)
                ? await DisconnectAsync(channel, asked.Person, theirs, cancellation)
                : await RefuseAsync(asked.Person, brand: null, cancellation);
        }

        // "customer service" is what the button says.
        int said = words.Length > 1 && PlaceOf($"{words[0]}-{words[1]}") is not null ? 2 : 1;
        if (words.Length == 0 || PlaceOf(string.Join('-', words[..said])) is not { } place)
        {
            return No(Usage);
        }

        string named = string.Join(' ', words[said..]).Trim('"', '\u201C', '\u201D', '\u201E');
        Brand? brand = settings.Brands.Find(named);
        if (named.Length > 0 && brand is null)
        {
            return No($"There is no brand of that name. Brands are: {string.Join(", ", settings.Brands.Brands.Select(known => known.Name))}.");
        }

        return MayConnect(asked.Person.Address, brand) ? await ConnectAsync(channel, place, brand, asked.Person, cancellation) : await RefuseAsync(asked.Person, brand, cancellation);
    }

    private static InteractionReply No(string text) => new(Changed: false, text);

    private static CardRole? PlaceOf(string word) => word.ToLowerInvariant() switch
    {
        "triage" => CardRole.Triage,
        "customer-service" or "customerservice" or "support" => CardRole.CustomerService,
        "pr" or "public-relations" => CardRole.PublicRelations,
        _ => null,
    };

    private static string NameOf(CardRole place) => place switch
    {
        CardRole.Triage => "triage",
        CardRole.CustomerService => "the customer-service desk",
        _ => "the PR desk",
    };

    /// <summary>A channel of one brand is its owners' affair, one of all brands that of the common owners; operators may both.</summary>
    private bool MayConnect(Address person, Brand? brand) =>
        settings.Options.Operators.Contains(person.ToString(), StringComparer.OrdinalIgnoreCase) || settings.Brands.Common.Owners.Contains(person) || brand?.Owners.Contains(person) == true;

    /// <summary>Whoever reads the settings needs the address, and only the platform knows it.</summary>
    private async Task<InteractionReply> RefuseAsync(Person person, Brand? brand, CancellationToken cancellation)
    {
        IReadOnlyList<Address> owners = (brand ?? settings.Brands.Common).Owners;
        await names.LearnAsync(owners.Cast<Address?>(), cancellation);
        return No($"Only {names.AnyOf(owners)} or an operator may connect channels. You are {person.Address}: whoever runs ChatTriage can add that to Triage:Owners or Operators.");
    }

    private async Task<InteractionReply> ConnectAsync(Address channel, CardRole place, Brand? brand, Person person, CancellationToken cancellation)
    {
        string about = brand is null ? "" : $" of {brand.Name}";
        int changed = await database.WriteAsync(
            session => session.Connection.ExecuteAsync(
                "INSERT INTO connected_channel (address, place, brand, connected_by, connected_at) VALUES (@channel, @place, @brand, @by, @now) ON CONFLICT DO NOTHING",
                new { channel, place = place.ToString(), brand = brand?.Name ?? "", by = person.Address, now = clock.GetUtcNow().Stored() }),
            cancellation);
        await connected.ReadAsync(cancellation);
        if (changed == 0)
        {
            return No($"This channel is {NameOf(place)}{about} already.");
        }

        LogConnected(channel, place, brand?.Name ?? "(all)", person.Address);
        return new InteractionReply(Changed: true, $"This channel is now {NameOf(place)}{about}: {(place == CardRole.Triage ? "new mentions appear here" : "what the owner sends there appears here")}. Say disconnect to end that.");
    }

    private async Task<InteractionReply> DisconnectAsync(Address channel, Person person, string[] ofBrands, CancellationToken cancellation)
    {
        int changed = await database.WriteAsync(session => session.Connection.ExecuteAsync("DELETE FROM connected_channel WHERE address = @channel AND (@all OR brand IN @ofBrands)", new { channel, all = ofBrands.Length == 0, ofBrands }), cancellation);
        await connected.ReadAsync(cancellation);
        bool inSettings = settings.Options.AllChannels().Contains(channel.ToString(), StringComparer.Ordinal);
        bool stays = settings.Brands.Brands.Append(settings.Brands.Common)
            .Any(brand => brand.TriageChannels.Concat(brand.CustomerService.Channels).Concat(brand.PublicRelations.Channels).Contains(channel));
        if (changed > 0)
        {
            LogDisconnected(channel, person.Address);
        }

        string theirs = string.Join(", ", ofBrands);
        return (changed, inSettings, stays) switch
        {
            (_, true, _) => new InteractionReply(changed > 0, "This channel stands in the settings of ChatTriage, so only whoever runs it can take it away."),
            (0, _, false) => No("This channel is not connected."),
            (0, _, true) => No($"This channel is not connected for {theirs} alone, and what others have connected they take away."),
            (_, _, true) => new InteractionReply(Changed: true, $"This channel is not connected for {theirs} any more. What others have connected stays."),
            _ => new InteractionReply(Changed: true, "This channel is not connected any more. Cards that stand here stay, and are kept up to date."),
        };
    }

    [LoggerMessage(5111, LogLevel.Information, "{Channel} is now connected as {Place} for {Brand}, by {Person}")]
    private partial void LogConnected(Address channel, CardRole place, string brand, Address person);

    [LoggerMessage(5112, LogLevel.Information, "{Channel} is not connected any more, by {Person}")]
    private partial void LogDisconnected(Address channel, Address person);
}
