using System.Security.Cryptography;
using System.Text;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying.Spikes;
using ChatTriage.Querying.Watches;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms;

/// <summary>Delivers one outbox row: draws what it is about as it is now, then posts, updates or leaves alone.</summary>
public sealed class OutboxDelivery(Database database, MentionCards cards, DrawDigest digests, DrawBoard boards, LiveSettings settings)
{
    /// <summary>Delivers the row.</summary>
    public Task<FinishedRow> DeliverAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation) => row.Kind switch
    {
        "digest" => DeliverDigestAsync(row, platform, cancellation),
        "board" => DeliverBoardAsync(row, platform, cancellation),
        "alert" => DeliverAlertAsync(row, platform, cancellation),
        _ => DeliverMentionAsync(row, platform, cancellation),
    };

    private async Task<FinishedRow> DeliverMentionAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
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

    private async Task<FinishedRow> DeliverDigestAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation) =>
        await DrawnAsync(digests.DrawAsync(row, platform, cancellation)) is ({ } card, { } key) ? new FinishedRow(row, await SendOnceAsync(row, key, card, platform, cancellation)) : FinishedRow.Nothing(row);

    private async Task<FinishedRow> DeliverAlertAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation) =>
        await DrawnAsync(boards.DrawAlertAsync(row, platform, cancellation)) is { } card ? new FinishedRow(row, await SendOnceAsync(row, KeyOf(row), card, platform, cancellation)) : FinishedRow.Nothing(row);

    private async Task<FinishedRow> DeliverBoardAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
    {
        PostedCard? posted = await database.ReadAsync(connection => PostedCard.FindAsync(connection, row), cancellation);
        return await DrawnAsync(boards.DrawAsync(row, platform, cancellation)) is ({ } card, var belongs, var version)
            ? await DeliverStandingAsync(row, card, version, posted, belongs, platform, cancellation)
            : FinishedRow.Nothing(row);
    }

    /// <summary>What is said once. After an answer that was lost it is looked for first.</summary>
    private static async Task<DeliveryResult> SendOnceAsync(OutboxRow row, string key, DrawnCard card, IChatPlatform platform, CancellationToken cancellation) =>
        row.Doubts > 1 && await platform.FindAsync(row.Address, key, row.CreatedAt, cancellation) is { Outcome: not DeliveryOutcome.Gone } found ? found
        : row.SendKind == SendKind.Private ? await platform.SendPrivatelyAsync(row.Address, key, card, cancellation)
        : await platform.PostAsync(row.Address, key, card, cancellation);

    private async Task<FinishedRow> DeliverNoticeAsync(OutboxRow row, Mention mention, IChatPlatform platform, CancellationToken cancellation)
    {
        string key = $"notice:{row.Id}";
        if (row.Doubts > 1 && await platform.FindAsync(row.Address, key, row.CreatedAt, cancellation) is { Outcome: not DeliveryOutcome.Gone } found)
        {
            return new FinishedRow(row, found);
        }

        DrawnCard card = await DrawnAsync(cards.DrawNoticeAsync(mention, new Notice(row.Address, row.Role, row.Body ?? ""), platform, cancellation));
        return new FinishedRow(row, await platform.SendPrivatelyAsync(row.Address, key, card, cancellation));
    }

    private async Task<FinishedRow> DeliverCardAsync(OutboxRow row, Mention mention, PostedCard? posted, IChatPlatform platform, CancellationToken cancellation)
    {
        var role = Enum.Parse<CardRole>(row.Role);
        bool belongs = CardPlaces.Of(mention, settings.Brands.Of(mention)).Contains((row.Address, role));
        DrawnCard card = await DrawnAsync(cards.DrawAsync(mention, role, platform, cancellation));
        return await DeliverStandingAsync(row, card, mention.Version, posted, belongs, platform, cancellation);
    }

    /// <summary>A card that stands in a channel and is kept up to date there.</summary>
    private async Task<FinishedRow> DeliverStandingAsync(OutboxRow row, DrawnCard card, long version, PostedCard? posted, bool belongs, IChatPlatform platform, CancellationToken cancellation)
    {
        string shown = Fingerprint(card);
        bool perhapsThere = posted is null && (row.Doubts > 1 || await WasTriedBeforeAsync(row, cancellation));
        if (posted?.Shown == shown || (posted is null && !belongs && !perhapsThere))
        {
            // It shows that already, or it was over before anybody saw it here: routed elsewhere, ended.
            return FinishedRow.Nothing(row);
        }

        DeliveryResult result = await ShowAsync(row, card, posted?.MessageRef, perhapsThere, platform, cancellation);
        if (result.Outcome == DeliveryOutcome.Gone && (belongs || (posted is not null && row.Kind == "card")))
        {
            result = await platform.PostAsync(row.Address, KeyOf(row), card, cancellation);
        }

        return result.Outcome == DeliveryOutcome.Delivered ? new FinishedRow(row, result, shown, version) : new FinishedRow(row, result);
    }

    /// <summary>
    /// Changes the card where it stands; gone when it stands nowhere. A post whose answer was lost may be there: no platform recognises a second
    /// one, so it is looked for first. One that was plainly refused is not there, and not every app may look.
    /// </summary>
    private static async Task<DeliveryResult> ShowAsync(OutboxRow row, DrawnCard card, string? messageRef, bool perhapsThere, IChatPlatform platform, CancellationToken cancellation)
    {
        if (messageRef is not null)
        {
            DeliveryResult updated = await platform.UpdateAsync(row.Address, messageRef, card, cancellation);
            if (updated.Outcome != DeliveryOutcome.Gone)
            {
                return Repeatable(updated);
            }

            // Posted anew by an earlier try, perhaps.
            perhapsThere = row.Doubts > 1;
        }

        if (!perhapsThere)
        {
            return DeliveryResult.Gone;
        }

        DeliveryResult found = await platform.FindAsync(row.Address, KeyOf(row), row.CreatedAt, cancellation);
        return found is { Outcome: DeliveryOutcome.Delivered, MessageRef: { } there } ? Repeatable(await platform.UpdateAsync(row.Address, there, card, cancellation)) : found;
    }

    /// <summary>A fault of ours is told apart from one of the platform's, after which nobody knows what is there.</summary>
    private static async Task<T> DrawnAsync<T>(Task<T> drawing)
    {
        try
        {
            return await drawing;
        }
        catch (Exception fault)
        {
            throw new NotDrawnException(fault);
        }
    }

    /// <summary>A change whose answer was lost can be made once more without harm.</summary>
    private static DeliveryResult Repeatable(DeliveryResult updated) =>
        updated.Outcome == DeliveryOutcome.Ambiguous ? updated with { Outcome = DeliveryOutcome.Later, IsInDoubt = false } : updated;

    /// <summary>Whether an earlier row of the same card was given up without knowing whether it is there.</summary>
    private Task<bool> WasTriedBeforeAsync(OutboxRow row, CancellationToken cancellation) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>(
            """
            SELECT EXISTS (SELECT 1 FROM outbox WHERE mention_id = @MentionId AND address = @Address AND role = @Role AND kind = @Kind AND state = 'ambiguous' AND id <> @Id)
            """,
            new { row.MentionId, row.Address, row.Role, row.Kind, row.Id }) == 1,
        cancellation);

    private static string KeyOf(OutboxRow row) => $"{row.MentionId}:{row.Role}:{row.Address}";

    private static string Fingerprint(DrawnCard card) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.Json)))[..32];

    private sealed record PostedCard
    {
        public required string MessageRef { get; init; }

        public required string Shown { get; init; }

        public static Task<PostedCard?> FindAsync(System.Data.Common.DbConnection connection, OutboxRow row) => connection.QuerySingleOrDefaultAsync<PostedCard?>(
            "SELECT message_ref, shown FROM posted_card WHERE mention_id = @MentionId AND address = @Address AND role = @Role", new { row.MentionId, row.Address, row.Role });
    }
}
