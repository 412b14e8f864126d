using System.Globalization;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Watches;

/// <summary>What a digest's row in the outbox says besides its watch: the words are drawn when it is sent.</summary>
/// <param name="Slot">The moment it was due, at which "today" was today.</param>
/// <param name="New">How many new mentions made it, when a change did; nothing otherwise.</param>
/// <param name="Ends">The question cannot be answered any more; this says so, and is the last.</param>
public sealed record DigestOrder(DateTimeOffset Slot, long? New = null, bool Ends = false)
{
    /// <summary>As it stands in the row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Slot.ToMicroseconds()}|{New}|{(Ends ? "ends" : "")}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static DigestOrder Read(string body)
    {
        string[] parts = body.Split('|');
        return new DigestOrder(long.Parse(parts[0], CultureInfo.InvariantCulture).ToTime(), parts[1].Length == 0 ? null : long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2] == "ends");
    }
}
