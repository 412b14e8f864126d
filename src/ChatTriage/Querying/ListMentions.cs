using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>Answers <c>open</c> (what still needs somebody, oldest first) and <c>mine</c> (what the asker holds, soonest end first).</summary>
public sealed class ListMentions(Database database, LiveSettings settings, PersonNames names)
{
    private const int Shown = 10;

    /// <summary>What still needs somebody.</summary>
    public async Task<ListCard> OpenAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        (Dictionary<MentionState, long> counts, Mention[] oldest, string[] paused) = await database.ReadAsync(
            async connection => (
                (await connection.QueryAsync<(string State, long N)>("SELECT state, count(*) FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') GROUP BY state"))
                    .ToDictionary(count => Enum.Parse<MentionState>(count.State), count => count.N),
                (await connection.QueryAsync<Mention>($"SELECT * FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') ORDER BY id LIMIT {Shown}")).ToArray(),
                (await connection.QueryAsync<string>("SELECT address FROM paused_channel ORDER BY address")).ToArray()),
            cancellation);
        await names.LearnAsync([.. oldest.Select(mention => mention.Holder)], cancellation);
        long total = counts.Values.Sum();
        string? footer = total > Shown ? $"Oldest {Shown} of {total.ToString("N0", CultureInfo.InvariantCulture)}" : null;
        return new ListCard(
            total == 0 ? "Nothing is open" : $"{total.ToString("N0", CultureInfo.InvariantCulture)} open",
            Window: null,
            [.. StateWords.InOrder.Where(counts.ContainsKey).Select(state => (StateWords.Label(state), counts[state].ToString("N0", CultureInfo.InvariantCulture)))],
            [.. oldest.Select(mention => (mention, $"{StateWords.Of(mention, names)}, for {CardText.Duration(now - mention.ReceivedAt)}"))],
            Empty: "Every mention has been decided, answered or needs no answer.",
            Footer: paused.Length == 0 ? footer : $"{footer} Cards wait for: {string.Join(", ", paused)}".Trim());
    }

    /// <summary>What the asker holds.</summary>
    public async Task<ListCard> MineAsync(Person asker, DateTimeOffset now, CancellationToken cancellation)
    {
        Mention[] mine = await database.ReadAsync(
            async connection => (await connection.QueryAsync<Mention>($"SELECT * FROM mention WHERE holder = @Address AND lease_until > @now ORDER BY lease_until LIMIT {Shown}", new { asker.Address, now = now.Stored() })).ToArray(),
            cancellation);
        return new ListCard(
            mine.Length switch { 0 => "You hold nothing", 1 => "You hold one item", var many => $"You hold {many} items" },
            Window: null,
            [],
            [.. mine.Select(mention => (mention, $"yours until {CardText.Clock(mention.LeaseUntil!.Value, asker.TimeZone, settings.Brands.Of(mention).TimeZone)}"))],
            Empty: "Press I'll answer on a desk's card to take one.");
    }
}
