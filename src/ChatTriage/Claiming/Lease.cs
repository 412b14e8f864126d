using ChatTriage.Mentions;

namespace ChatTriage.Claiming;

/// <summary>How long a claim lasts. Leases of people are minutes and are renewed by what the holder does, never by a process.</summary>
public static class Lease
{
    /// <summary>Gives the holder a full lease from now on; the question "still on it?" comes after two thirds.</summary>
    public static Mention Renew(Mention mention, TimeSpan lease, DateTimeOffset now) =>
        mention with { LeaseUntil = now + lease, RemindAt = now + (lease * 2 / 3) };

    /// <summary>Gives the mention to somebody under a new fence.</summary>
    public static Mention Grant(Mention mention, Address holder, long fence, TimeSpan lease, DateTimeOffset now) => Renew(mention, lease, now) with
    {
        State = MentionState.Claimed,
        Holder = holder,
        Fence = fence,
        ClaimedAt = now,
    };
}
