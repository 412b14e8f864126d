using ChatTriage.Enrichment;
using ChatTriage.Mentions;

namespace ChatTriage.Triage;

/// <summary>
/// Who decides about a mention: its owners at any time; its backups once the owners were silent for <c>Triage:BackupAfter</c>.
/// Everybody else may only suggest.
/// </summary>
public static class DecidesNow
{
    /// <summary>The people whose click counts now, owners first.</summary>
    public static IReadOnlyList<Address> Of(Mention mention, Brand brand, DateTimeOffset now) =>
        BackupsMay(mention, brand, now) ? [.. brand.Owners, .. brand.Backups.Except(brand.Owners)] : brand.Owners;

    /// <summary>Whether that person's click counts now.</summary>
    public static bool Includes(Address person, Mention mention, Brand brand, DateTimeOffset now) =>
        brand.Owners.Contains(person) || (BackupsMay(mention, brand, now) && brand.Backups.Contains(person));

    /// <summary>
    /// The time is up, whether or not the sweeper has said so on the card yet. Where nothing is to be waited for, because it was said or because
    /// there were no backups when the mention came, the owners' time counts from when it began to wait.
    /// </summary>
    private static bool BackupsMay(Mention mention, Brand brand, DateTimeOffset now) => (mention.EscalateAt ?? mention.AwaitingSince + brand.BackupAfter) <= now;
}
