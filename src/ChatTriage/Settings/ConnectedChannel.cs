using ChatTriage.Mentions;
using ChatTriage.Routing;

namespace ChatTriage.Settings;

/// <summary>A channel that was connected from within a chat, besides those in the settings.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Place">What it is for.</param>
/// <param name="Brand">The brand it is for; empty for all brands without channels of their own.</param>
public sealed record ConnectedChannel(Address Channel, CardRole Place, string Brand);
