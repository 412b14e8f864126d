using System.Diagnostics.CodeAnalysis;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>The platforms that are connected, by the first part of their addresses.</summary>
public sealed class ChatPlatforms(IEnumerable<IChatPlatform> platforms)
{
    private readonly Dictionary<string, IChatPlatform> _byName = platforms.ToDictionary(platform => platform.Name, StringComparer.Ordinal);

    /// <summary>Platforms that nothing can be sent to, and why.</summary>
    public IReadOnlyList<(string Name, string Trouble)> InTrouble() => [.. _byName.Values.Where(platform => platform.Trouble is not null).Select(platform => (platform.Name, platform.Trouble!))];

    /// <summary>The platforms themselves.</summary>
    public IReadOnlyCollection<IChatPlatform> All => _byName.Values;

    /// <summary>The platform of a channel or person.</summary>
    public bool TryFind(Address address, [NotNullWhen(true)] out IChatPlatform? platform) => _byName.TryGetValue(address.Platform, out platform);
}
