using System.Security.Cryptography;
using ChatTriage.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// The rows of <c>slack_workspace</c>. Tokens are encrypted by Data Protection, each for its own workspace, so that a copy of the database is
/// worth nothing without <c>Slack:KeysFolder</c>, and no row's token works in another's place.
/// </summary>
internal sealed class SlackInstalls(Database database, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long one process may take to renew a token before another tries.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private const string Columns =
        """
        SELECT id, name, enterprise_id AS EnterpriseId, bot_user_id AS BotUserId, token, refresh_token AS RefreshToken, expires_at AS ExpiresAt, renew_at AS RenewAt, ended, version
        FROM slack_workspace
        """;

    /// <summary>All of them.</summary>
    /// <exception cref="DatabaseUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<SlackInstall>> AllAsync(CancellationToken cancellation) =>
        [.. (await database.ReadAsync(connection => connection.QueryAsync<Row>($"{Columns} ORDER BY id"), cancellation)).Select(Readable)];

    /// <summary>One of them.</summary>
    public async Task<SlackInstall?> FindAsync(string id, CancellationToken cancellation) =>
        await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>($"{Columns} WHERE id = @id", new { id }), cancellation) is { } row ? Readable(row) : null;

    /// <summary>Keeps a new install; an older one of the same workspace is over.</summary>
    public Task SaveAsync(SlackInstall install, string? installedBy) => database.WriteAsync(session => session.Connection.ExecuteAsync(
        """
        INSERT INTO slack_workspace (id, name, enterprise_id, bot_user_id, token, refresh_token, expires_at, renew_at, installed_by, installed_at, version)
        VALUES (@Id, @Name, @EnterpriseId, @BotUserId, @Token, @RefreshToken, @ExpiresAt, @RenewAt, @installedBy, @now, 1)
        ON CONFLICT (id) DO UPDATE SET name = @Name, enterprise_id = @EnterpriseId, bot_user_id = @BotUserId, token = @Token, refresh_token = @RefreshToken, expires_at = @ExpiresAt,
          renew_at = @RenewAt, installed_by = @installedBy, installed_at = @now, ended = NULL, renewing_until = NULL, version = version + 1
        """,
        new
        {
            install.Id,
            install.Name,
            install.EnterpriseId,
            install.BotUserId,
            Token = Protector(install.Id).Protect(install.Token!),
            RefreshToken = install.RefreshToken is { } refresh ? Protector(install.Id).Protect(refresh) : null,
            install.ExpiresAt,
            install.RenewAt,
            installedBy,
            now = clock.GetUtcNow(),
        }));

    /// <summary>Whether this process is the one that renews the token of this version now.</summary>
    public async Task<bool> TryTakeRenewalAsync(SlackInstall install, CancellationToken cancellation) => await database.WriteAsync(
        session => session.Connection.ExecuteAsync(
            "UPDATE slack_workspace SET renewing_until = @until WHERE id = @Id AND version = @Version AND (renewing_until IS NULL OR renewing_until < @now)",
            new { install.Id, install.Version, now = clock.GetUtcNow(), until = clock.GetUtcNow() + Renewal }),
        cancellation) == 1;

    /// <summary>Puts renewed tokens in the place of the ones they were made from, both at once; false when somebody has installed anew meanwhile.</summary>
    public async Task<bool> RenewedAsync(SlackInstall renewed) => await database.WriteAsync(session => session.Connection.ExecuteAsync(
        """
        UPDATE slack_workspace SET token = @Token, refresh_token = @RefreshToken, expires_at = @ExpiresAt, renew_at = @RenewAt, ended = NULL, renewing_until = NULL, version = version + 1
        WHERE id = @Id AND version = @Version
        """,
        new
        {
            renewed.Id,
            renewed.Version,
            Token = Protector(renewed.Id).Protect(renewed.Token!),
            RefreshToken = renewed.RefreshToken is { } refresh ? Protector(renewed.Id).Protect(refresh) : null,
            renewed.ExpiresAt,
            renewed.RenewAt,
        })) == 1;

    /// <summary>The install is worth nothing any more, or again when no reason is given.</summary>
    public Task EndAsync(string id, string? why) =>
        database.WriteAsync(session => session.Connection.ExecuteAsync("UPDATE slack_workspace SET ended = @why WHERE id = @id", new { id, why }));

    private IDataProtector Protector(string id) => protection.CreateProtector("ChatTriage.Slack.Tokens", id);

    private SlackInstall Readable(Row row) => new(
        row.Id, row.Name, row.EnterpriseId, row.BotUserId, Readable(row.Id, row.Token), Readable(row.Id, row.RefreshToken), row.ExpiresAt?.ToTime(), row.RenewAt?.ToTime(), row.Ended, row.Version);

    private string? Readable(string id, string? encrypted)
    {
        try
        {
            return encrypted is null ? null : Protector(id).Unprotect(encrypted);
        }
        catch (CryptographicException)
        {
            // Other keys: the folder was lost, or the database belongs to another one.
            return null;
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string? Name { get; init; }

        public string? EnterpriseId { get; init; }

        public string? BotUserId { get; init; }

        public string Token { get; init; } = "";

        public string? RefreshToken { get; init; }

        public long? ExpiresAt { get; init; }

        public long? RenewAt { get; init; }

        public string? Ended { get; init; }

        public long Version { get; init; }
    }
}
