using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Where conversations and people are reached. Learnt from every verified activity, which says the same again and again, so that only what is new is
/// written; encrypted by Data Protection, each for its own address, because a service URL and an id are all that is needed to write to somebody.
/// </summary>
internal sealed partial class TeamsReferences(Database database, IDataProtectionProvider protection, TimeProvider clock, ILogger<TeamsReferences> logger)
{
    private const string Tenant = "tenant/";

    /// <summary>Longer than clocks of two machines differ.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Address, (TeamsReference Reference, bool Removed)> _known = new();

    /// <summary>The last service URL of each tenant: channels of one tenant are reached at the same.</summary>
    private readonly ConcurrentDictionary<string, TeamsReference> _latest = new(StringComparer.Ordinal);

    /// <summary>Channels and group chats that are known and not left.</summary>
    public IEnumerable<(Address Address, TeamsReference Reference)> Places => _known.Where(known => known.Value is { Removed: false, Reference: { UserId: null, ConversationId: not null } }).Select(known => (known.Key, known.Value.Reference));

    /// <summary>Channels of a team, also those that the bot was removed from.</summary>
    public IEnumerable<Address> OfTeam(string teamId) => _known.Where(known => known.Value.Reference.TeamId == teamId).Select(known => known.Key);

    /// <summary>How an address is reached; nothing when no verified activity has told.</summary>
    public TeamsReference? Find(Address address) => _known.TryGetValue(address, out (TeamsReference Reference, bool Removed) known) ? known.Reference : null;

    /// <summary>Whether the bot was removed there.</summary>
    public bool IsRemoved(Address address) => _known.TryGetValue(address, out (TeamsReference Reference, bool Removed) known) && known.Removed;

    /// <summary>How a channel of the settings is reached that has not spoken yet: as the others of the tenant.</summary>
    public TeamsReference? AnyOf(string? tenantId) => tenantId is not null && _latest.TryGetValue(tenantId, out TeamsReference? of) ? of : _latest.Values.FirstOrDefault();

    /// <summary>Whether the tenant has targeted messages.</summary>
    public bool HasTargeted(string? tenantId) => Find(TenantOf(tenantId)) is { HasTargeted: true };

    /// <summary>Takes in what an activity says about how people and places are reached.</summary>
    public async Task LearnAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        string url = activity.ServiceUrl!;
        string? bot = activity.IsTargeted || activity.Recipient.Text("id")?.StartsWith("28:", StringComparison.Ordinal) == true ? activity.Recipient.Text("id") : null;
        if (activity.Place is { } place)
        {
            // Events about a channel come from the team's first one and name the other.
            JsonElement channel = activity.ChannelData.Member("channel"), team = activity.ChannelData.Member("team");
            string? name = !activity.IsChannel ? activity.Raw.Member("conversation").Text("name")
                : channel.Text("id") == activity.RootId ? channel.Text("name")
                : Find(place)?.Name ?? (team.Text("id") == activity.RootId ? team.Text("name") : null);
            await KeepAsync(place, new TeamsReference(url, activity.RootId, activity.IsChannel, activity.TenantId, bot, Name: name, TeamId: team.Text("id")), cancellation);
        }

        if (activity.Sender is { } person && activity.From.Text("id") is { } id && !id.StartsWith("28:", StringComparison.Ordinal))
        {
            await KeepAsync(person, new TeamsReference(url, activity.IsPersonal ? activity.ConversationId : null, TenantId: activity.TenantId, BotId: bot, UserId: id, Name: activity.From.Text("name")), cancellation);
        }

        if (activity.IsTargeted)
        {
            await KeepAsync(TenantOf(activity.TenantId), new TeamsReference(url, TenantId: activity.TenantId, HasTargeted: true), cancellation);
        }
    }

    /// <summary>Keeps how an address is reached, unless it is known.</summary>
    public async Task KeepAsync(Address address, TeamsReference told, CancellationToken cancellation)
    {
        (TeamsReference Reference, bool Removed)? before = _known.TryGetValue(address, out (TeamsReference, bool) known) ? known : null;
        TeamsReference now = before is { } old
            ? told with
            {
                ConversationId = told.ConversationId ?? old.Reference.ConversationId,
                TenantId = told.TenantId ?? old.Reference.TenantId,
                BotId = told.BotId ?? old.Reference.BotId,
                Name = told.Name ?? old.Reference.Name,
                TeamId = told.TeamId ?? old.Reference.TeamId,
                AddedAt = told.AddedAt ?? old.Reference.AddedAt,
            }
            : told;
        if (before is { Removed: false } same && same.Reference == now)
        {
            return;
        }

        string encrypted = Protector(address).Protect(JsonSerializer.Serialize(now, TeamsWire.Default.TeamsReference));
        await database.WriteAsync(
            session => session.Connection.ExecuteAsync(
                """
                INSERT INTO teams_reference (address, reference, seen_at) VALUES (@address, @encrypted, @now)
                ON CONFLICT (address) DO UPDATE SET reference = @encrypted, seen_at = @now, removed = NULL
                """,
                new { address, encrypted, now = clock.GetUtcNow().Stored() }),
            cancellation);
        Note(address, now, removed: false);
    }

    /// <summary>The bot was removed from there; what is known stays, because it comes back at the same place.</summary>
    /// <param name="address">Where.</param>
    /// <param name="at">When. An event is delivered again, and late: one from before the app was added changes nothing.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it is gone from there now.</returns>
    public async Task<bool> RemoveAsync(Address address, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(address, out (TeamsReference Reference, bool Removed) known) || at < known.Reference.AddedAt)
        {
            return false;
        }

        if (!known.Removed)
        {
            await database.WriteAsync(
                session => session.Connection.ExecuteAsync("UPDATE teams_reference SET removed = @now, seen_at = @now WHERE address = @address", new { address, now = clock.GetUtcNow().Stored() }), cancellation);
            Note(address, known.Reference, removed: true);
        }

        return true;
    }

    /// <summary>The bot is there, or there again.</summary>
    public async Task RestoreAsync(Address address, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(address, out (TeamsReference Reference, bool Removed) known))
        {
            return;
        }

        TeamsReference added = known.Reference with { AddedAt = at > known.Reference.AddedAt || known.Reference.AddedAt is null ? at : known.Reference.AddedAt };
        if (known.Removed)
        {
            await KeepAsync(address, added, cancellation);
        }
        else
        {
            // Said again and again; where nothing has changed, not worth a write.
            Note(address, added, removed: false);
        }
    }

    /// <summary>Reads what is stored; other processes learn as well.</summary>
    /// <param name="all">Whether everything is read, or what was written lately.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task ReadAsync(bool all, CancellationToken cancellation)
    {
        DateTimeOffset since = all ? DateTimeOffset.UnixEpoch : (clock.GetUtcNow() - Lately).Stored();
        foreach ((string text, string encrypted, long? removed) in await database.ReadAsync(
            connection => connection.QueryAsync<(string, string, long?)>("SELECT address, reference, removed FROM teams_reference WHERE seen_at >= @since ORDER BY seen_at", new { since }), cancellation))
        {
            Address address = Address.Parse(text);
            try
            {
                Note(address, JsonSerializer.Deserialize(Protector(address).Unprotect(encrypted), TeamsWire.Default.TeamsReference)!, removed is not null);
            }
            catch (CryptographicException)
            {
                // Other keys: the folder was lost, or the database belongs to another one. It is learnt anew.
                LogUnreadable(address);
            }
        }
    }

    private static Address TenantOf(string? tenantId) => new(TeamsActivity.Platform, $"{Tenant}{tenantId}");

    private void Note(Address address, TeamsReference reference, bool removed)
    {
        _known[address] = (reference, removed);
        _latest[reference.TenantId ?? ""] = reference;
    }

    private IDataProtector Protector(Address address) => protection.CreateProtector("ChatTriage.Teams.References", address.ToString());

    [LoggerMessage(7021, LogLevel.Warning, "How {Address} is reached cannot be read with the keys in Teams:KeysFolder; it is learnt again when somebody speaks there")]
    private partial void LogUnreadable(Address address);
}
