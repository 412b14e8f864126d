using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>Answers <c>status</c>: health in words.</summary>
public sealed class DescribeStatus(Database database, RedisConnection redis, ChatPlatforms platforms, AzureStatus azure, LiveSettings settings)
{
    /// <summary>What works, what waits, and what is open (which an index of open items counts, however many are stored).</summary>
    public async Task<ListCard> AnswerAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        (OutboxDepth outbox, Dictionary<MentionState, long> counts, (string Address, string Reason)[] paused) = await database.ReadAsync(
            async connection => (
                await Outbox.DepthAsync(connection, now.Stored()),
                (await connection.QueryAsync<(string State, long N)>("SELECT state, count(*) FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') GROUP BY state")).ToDictionary(count => Enum.Parse<MentionState>(count.State), count => count.N),
                (await connection.QueryAsync<(string, string)>("SELECT address, reason FROM paused_channel ORDER BY address")).ToArray()),
            cancellation);
        IReadOnlyList<(string Name, string Trouble)> inTrouble = platforms.InTrouble();
        string[] unserved = [.. ConnectedPlatforms.Unserved(settings.Brands)];
        (string Words, bool IsWell)? analysis = await azure.DescribeAsync(cancellation);
        bool degraded = analysis is { IsWell: false } || unserved.Length > 0 || RedisWords.IsDegraded(redis) || inTrouble.Count > 0 || paused.Length > 0 || outbox.Dead > 0 || outbox.Ambiguous > 0;
        List<(string Title, string Value)> facts =
        [
            ("Store", "answers"),
            ("Claims", RedisWords.Of(redis)),
            ("Cards waiting", outbox.OldestDue is { } oldest
                ? $"{outbox.Waiting.ToString("N0", CultureInfo.InvariantCulture)}, the oldest for {CardText.Duration(now - oldest)}"
                : "none"),
        ];
        facts.AddRange(analysis is { } read ? [(AzureStatus.Name, read.Words)] : []);
        facts.AddRange(inTrouble.Select(platform => (CardText.Named(platform.Name), platform.Trouble)));
        foreach ((string address, string reason) in paused)
        {
            facts.Add(("Paused", $"{await NameOfAsync(Address.Parse(address), cancellation)} ({reason})"));
        }

        facts.AddRange(unserved.Select(place => ("Waits", place)));
        if (outbox.Dead + outbox.Ambiguous > 0)
        {
            facts.Add(("Need a look", $"{outbox.Dead} refused by the platform, {outbox.Ambiguous} perhaps posted"));
        }

        facts.AddRange(StateWords.InOrder.Where(counts.ContainsKey).Select(state => (StateWords.Label(state), counts[state].ToString("N0", CultureInfo.InvariantCulture))));
        return new ListCard(degraded ? "ChatTriage is degraded, and nothing is lost" : "ChatTriage is well", Window: null, facts, []);
    }

    /// <summary>A channel as people call it, where its platform knows that at once; with its address, which the settings need.</summary>
    private async Task<string> NameOfAsync(Address channel, CancellationToken cancellation) =>
        platforms.TryFind(channel, out IChatPlatform? platform) && await platform.NameOfAsync(channel, cancellation) is { } name ? $"{CardText.OneLine(name)}, {channel}" : channel.ToString();
}
