using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms.Playground;

/// <summary>The playground's own server side: the messages that Slack and Teams would keep for us. Several processes may share it.</summary>
public sealed class PlaygroundMessages(Database database, TimeProvider clock)
{
    private const int Page = 50;
    private const string NextSeq = "(SELECT coalesce(max(seq), 0) + 1 FROM playground_message)";
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a message was changed by this process.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Posts a message; a second post with the same key is the first one.</summary>
    public async Task<long> PostAsync(string key, Address? channel, Address? recipient, DrawnCard card)
    {
        long id = await database.WriteAsync(async session =>
        {
            // A deleted message keeps its row; its key is given back, so that the card can be posted again.
            await session.Connection.ExecuteAsync("UPDATE playground_message SET post_key = post_key || '#' || id WHERE post_key = @key AND deleted = 1", new { key });
            return await session.Connection.ExecuteScalarAsync<long?>(
                $"""
                INSERT INTO playground_message (seq, post_key, channel, recipient, card, text, at)
                VALUES ({NextSeq}, @key, @channel, @recipient, @Json, @Text, @at)
                ON CONFLICT (post_key) DO NOTHING RETURNING id
                """,
                new { key, channel, recipient, card.Json, card.Text, at = clock.GetUtcNow() })
                ?? await session.Connection.ExecuteScalarAsync<long>("SELECT id FROM playground_message WHERE post_key = @key", new { key });
        });
        Announce();
        return id;
    }

    /// <summary>Shows another card; false when the message was deleted.</summary>
    public async Task<bool> UpdateAsync(long id, DrawnCard card)
    {
        int updated = await database.WriteAsync(session => session.Connection.ExecuteAsync(
            $"UPDATE playground_message SET seq = {NextSeq}, card = @Json, text = @Text, updated_at = @at WHERE id = @id AND deleted = 0",
            new { id, card.Json, card.Text, at = clock.GetUtcNow() }));
        Announce();
        return updated == 1;
    }

    /// <summary>Deletes a message, as a person of the channel could.</summary>
    public async Task<bool> DeleteAsync(long id)
    {
        int deleted = await database.WriteAsync(session => session.Connection.ExecuteAsync(
            $"UPDATE playground_message SET seq = {NextSeq}, deleted = 1 WHERE id = @id AND deleted = 0", new { id }));
        Announce();
        return deleted == 1;
    }

    /// <summary>The message with that key.</summary>
    public Task<long?> FindAsync(string key) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long?>("SELECT id FROM playground_message WHERE post_key = @key AND deleted = 0", new { key }));

    /// <summary>Changes after a sequence number, in order, private ones included: every window can be anybody.</summary>
    public async Task<IReadOnlyList<PlaygroundMessage>> AfterAsync(long seq, CancellationToken cancellation) => await database.ReadAsync(
        async connection => (await connection.QueryAsync<PlaygroundMessage>("SELECT * FROM playground_message WHERE seq > @seq ORDER BY seq LIMIT 200", new { seq })).AsList(), cancellation);

    /// <summary>The newest messages of a channel (or direct ones) before an id, oldest first, and whether there are more.</summary>
    public async Task<(IReadOnlyList<PlaygroundMessage> Messages, bool More)> PageAsync(string? channel, long before, CancellationToken cancellation)
    {
        List<PlaygroundMessage> page = await database.ReadAsync(
            async connection => (await connection.QueryAsync<PlaygroundMessage>(
                $"SELECT * FROM playground_message WHERE channel IS @channel AND id < @before AND deleted = 0 ORDER BY id DESC LIMIT {Page + 1}", new { channel, before })).AsList(),
            cancellation);
        bool more = page.Count > Page;
        return ([.. page.Take(Page).Reverse()], more);
    }

    /// <summary>Where a message stands; nothing for direct ones.</summary>
    public Task<string?> ChannelOfAsync(long id, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string?>("SELECT channel FROM playground_message WHERE id = @id", new { id }), cancellation);

    /// <summary>The highest sequence number.</summary>
    public Task<long> LastSeqAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM playground_message"), cancellation);

    private void Announce() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
