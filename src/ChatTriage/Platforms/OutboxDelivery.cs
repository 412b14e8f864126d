using System.Security.Cryptography;
using System.Text;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms;

/// <summary>Delivers one outbox row: draws what the mention looks like now, then posts, updates or leaves alone.</summary>
public sealed class OutboxDelivery(Database database, MentionCards cards, LiveSettings settings)
{
    /// <summary>Delivers the row.</summary>
    public async Task<FinishedRow> DeliverAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
    {
        (Mention? mention, PostedCard? posted) = await database.ReadAsync(
            async connection => (await connection.FindMentionAsync(row.MentionId), await PostedCard.FindAsync(connection, row)), cancellation);
        if (mention is null)
        {
            return FinishedRow.Nothing(row);
        }

        return row.Kind == "notice"
            ? await DeliverNoticeAsync(row, mention, platform, cancellation)
            : await DeliverCardAsync(row, mention, posted, platform, cancellation);
    }

    private async Task<FinishedRow> DeliverNoticeAsync(OutboxRow row, Mention mention, IChatPlatform platform, CancellationToken cancellation)
    {
        string key = $"notice:{row.Id}";
        if (row.Attempts > 1 && await platform.FindAsync(row.Address, key, cancellation) is { Outcome: not DeliveryOutcome.Gone } found)
        {
            return new FinishedRow(row, found);
        }

        DrawnCard card = await cards.DrawNoticeAsync(mention, new Notice(row.Address, row.Role, row.Body ?? ""), platform, cancellation);
        return new FinishedRow(row, await platform.SendPrivatelyAsync(row.Address, key, card, cancellation));
    }

    private async Task<FinishedRow> DeliverCardAsync(OutboxRow row, Mention mention, PostedCard? posted, IChatPlatform platform, CancellationToken cancellation)
    {
        var role = Enum.Parse<CardRole>(row.Role);
        if (posted is null && !CardPlaces.Of(mention, settings.Brands.Of(mention)).Contains((row.Address, role)))
        {
            // It was routed elsewhere before anybody saw it here.
            return FinishedRow.Nothing(row);
        }

        DrawnCard card = await cards.DrawAsync(mention, role, platform, cancellation);
        string shown = Fingerprint(card);
        if (posted?.Shown == shown)
        {
            return FinishedRow.Nothing(row);
        }

        DeliveryResult result = posted is null ? DeliveryResult.Gone : await platform.UpdateAsync(row.Address, posted.MessageRef, card, cancellation);
        if (result.Outcome == DeliveryOutcome.Gone)
        {
            result = await PostAsync(row, card, platform, cancellation);
        }

        return result.Outcome == DeliveryOutcome.Delivered ? new FinishedRow(row, result, shown, mention.Version) : new FinishedRow(row, result);
    }

    /// <summary>A post that was tried before may be there although its answer was lost: no platform recognises a second one, so it is looked for first.</summary>
    private static async Task<DeliveryResult> PostAsync(OutboxRow row, DrawnCard card, IChatPlatform platform, CancellationToken cancellation)
    {
        string key = $"{row.MentionId}:{row.Role}:{row.Address}";
        if (row.Attempts > 1)
        {
            DeliveryResult found = await platform.FindAsync(row.Address, key, cancellation);
            if (found.Outcome != DeliveryOutcome.Gone)
            {
                return found.Outcome == DeliveryOutcome.Delivered ? await platform.UpdateAsync(row.Address, found.MessageRef!, card, cancellation) : found;
            }
        }

        return await platform.PostAsync(row.Address, key, card, cancellation);
    }

    private static string Fingerprint(DrawnCard card) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.Json)))[..32];

    private sealed record PostedCard
    {
        public required string MessageRef { get; init; }

        public required string Shown { get; init; }

        public static Task<PostedCard?> FindAsync(System.Data.Common.DbConnection connection, OutboxRow row) => connection.QuerySingleOrDefaultAsync<PostedCard?>(
            "SELECT message_ref, shown FROM posted_card WHERE mention_id = @MentionId AND address = @Address AND role = @Role", new { row.MentionId, row.Address, row.Role });
    }
}
