using System.Collections.Concurrent;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Which workspaces draw charts themselves. Clients learnt it in 2026 and not all at once; a message with a block that is not known is refused as a whole
/// (<c>invalid_blocks</c>). So the first chart of a workspace goes a way on which a refusal can be seen, and the answer holds for a day.
/// </summary>
internal sealed class SlackCharts(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, (bool Takes, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether the workspace takes them; nothing when that has to be tried.</summary>
    public bool? Takes(SlackWorkspace workspace) => _known.TryGetValue(workspace.Key, out (bool Takes, DateTimeOffset Until) known) && known.Until > clock.GetUtcNow() ? known.Takes : null;

    /// <summary>Notes how it went.</summary>
    public void Learn(SlackWorkspace workspace, bool takes) => _known[workspace.Key] = (takes, clock.GetUtcNow() + Kept);
}
