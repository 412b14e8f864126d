using System.Data.Common;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>
/// Looks up what concerns one person. The open items of a brand are walked in the order of their index, oldest first, and no further than is
/// counted, so that the page costs the same in a flood.
/// </summary>
/// <param name="person">Whom it concerns.</param>
/// <param name="now">The present.</param>
/// <param name="backupsSince">What has waited since then may be decided by backups, see <c>DecidesNow</c>.</param>
/// <param name="shown">How many of each list.</param>
internal sealed class HomeItems(Address person, DateTimeOffset now, DateTimeOffset backupsSince, int shown)
{
    /// <summary>What the person holds, soonest end first.</summary>
    public async Task<HomeList> ClaimsAsync(DbConnection connection)
    {
        var mine = new { person, now = now.Stored(), shown };
        IEnumerable<Mention> items = await connection.QueryAsync<Mention>("SELECT * FROM mention WHERE holder = @person AND lease_until > @now ORDER BY lease_until, id LIMIT @shown", mine);
        return new HomeList([.. items], await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM mention WHERE holder = @person AND lease_until > @now", mine));
    }

    /// <summary>What the person may decide now, as an owner at any time and as a backup after the owners' time; not what is put aside.</summary>
    public Task<HomeList> DecisionsAsync(DbConnection connection, IEnumerable<Brand> brands) => OldestAsync(
        connection,
        "state = 'AwaitingTriage' AND snoozed_until IS NULL AND (@isOwner OR coalesce(escalate_at <= @now, awaiting_since <= @backupsSince))",
        brands.Where(brand => brand.Owners.Contains(person) || brand.Backups.Contains(person))
            .Select(brand => new { brand = brand.Name, isOwner = brand.Owners.Contains(person), now = now.Stored(), backupsSince = backupsSince.Stored(), most = HomeList.Most + 1 }));

    /// <summary>What nobody has taken on the desks that take answers from the person.</summary>
    public Task<HomeList> OnDesksAsync(DbConnection connection, IEnumerable<Brand> brands) => OldestAsync(
        connection,
        "state = 'Routed' AND category = @category",
        brands.SelectMany(brand => Enum.GetValues<Category>().Where(category => brand.DeskOf(category)?.Admits(person) == true)
            .Select(category => new { brand = brand.Name, category = category.ToString(), most = HomeList.Most + 1 })));

    private async Task<HomeList> OldestAsync(DbConnection connection, string condition, IEnumerable<object> lanes)
    {
        var found = new List<long>();
        foreach (object lane in lanes)
        {
            // The first condition is the one of the index of open items, word for word.
            found.AddRange(await connection.QueryAsync<long>(
                $"SELECT id FROM mention WHERE state IN ('Received','AwaitingTriage','Routed','Claimed') AND brand = @brand AND {condition} ORDER BY id LIMIT @most", lane));
        }

        long[] oldest = [.. found.Order().Take(shown)];
        IEnumerable<Mention> items = await connection.QueryAsync<Mention>("SELECT * FROM mention WHERE id IN @oldest ORDER BY id", new { oldest });
        return new HomeList([.. items], found.Count);
    }
}
