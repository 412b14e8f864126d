using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>Somebody on a chat platform, as the platform's verified envelope names them.</summary>
/// <param name="Address">Who; the only thing that rights are decided by.</param>
/// <param name="Name">Display name.</param>
/// <param name="TimeZone">The person's zone, when the platform tells it.</param>
/// <param name="NameIsCertain">False when the platform could not be asked and the name is the next best: it replaces no known one.</param>
public sealed record Person(Address Address, string Name, TimeZoneInfo? TimeZone = null, bool NameIsCertain = true);
