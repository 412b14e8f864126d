using ChatTriage.Mentions;
using ChatTriage.Routing;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms;

/// <summary>Which message shows a card, as the platform calls it.</summary>
public sealed class PostedCards(Database database, TimeProvider clock)
{
    /// <summary>
    /// A card in a channel was seen, because somebody pressed it. One whose post's answer was lost becomes known by that, and is not posted again.
    /// </summary>
    /// <returns>False when another message is the card that is kept up to date.</returns>
    public async Task<bool> SawAsync(long mention, Address channel, CardRole role, string messageRef, CancellationToken cancellation)
    {
        var card = new { mention, channel, role = role.ToString(), messageRef, now = clock.GetUtcNow().Stored() };
        const string Known = "SELECT message_ref FROM posted_card WHERE mention_id = @mention AND address = @channel AND role = @role";
        if (await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(Known, card), cancellation) is { } known)
        {
            return known == messageRef;
        }

        // Only where a post is in doubt: a mention that has no card here at all was not shown by us.
        return await database.WriteAsync(
            async session =>
            {
                int adopted = await session.Connection.ExecuteAsync(
                    """
                    INSERT INTO posted_card (mention_id, address, role, message_ref, shown, version, posted_at, updated_at)
                    SELECT @mention, @channel, @role, @messageRef, '', 0, @now, @now
                    WHERE EXISTS (SELECT 1 FROM outbox WHERE mention_id = @mention AND address = @channel AND role = @role AND kind = 'card')
                    ON CONFLICT DO NOTHING
                    """,
                    card);
                if (adopted == 1)
                {
                    Outbox.EnqueueCard(session, mention, channel.ToString(), role.ToString(), card.now, card.now, OutboxPriority.Edit);
                }

                return adopted == 1 || await session.Connection.ExecuteScalarAsync<string?>(Known, card) == messageRef;
            },
            cancellation);
    }
}
