using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Which workspaces draw charts themselves. Clients learnt it in 2026 and not all at once; a message with a block that is not known is refused as a whole
/// (<c>invalid_blocks</c>). So the first chart of a workspace goes a way on which a refusal can be seen, and the answer holds for a day. The same for our
/// pictures: a message with one that Slack cannot fetch, because the address is only known inside, is refused as well.
/// </summary>
internal sealed class SlackCharts(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, (bool Takes, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether the workspace takes them; nothing when that has to be tried.</summary>
    public bool? Takes(SlackWorkspace workspace) => Known(workspace.Key);

    /// <summary>Whether Slack gets at our pictures; nothing when that has to be tried.</summary>
    public bool? TakesPictures(SlackWorkspace workspace) => Known(PictureKey(workspace));

    /// <summary>A card as the workspace takes it, as far as that is known.</summary>
    public JsonObject Message(DrawnCard card, SlackWorkspace workspace) => SlackBlocks.Message(card, Takes(workspace) == true, TakesPictures(workspace) != false);

    /// <summary>Notes how it went.</summary>
    public void Learn(SlackWorkspace workspace, bool takes) => Learn(workspace.Key, takes);

    /// <summary>Notes how it went with a picture.</summary>
    public void LearnPictures(SlackWorkspace workspace, bool takes) => Learn(PictureKey(workspace), takes);

    /// <summary>Whether a message was refused for a picture in it, as far as that can be told; it is noted then.</summary>
    public bool LearnsFrom(SlackApiException refused, DrawnCard card, SlackWorkspace workspace)
    {
        if (refused.Error != "invalid_blocks" || Takes(workspace) == true || TakesPictures(workspace) == false || !SlackBlocks.HasPicture(card))
        {
            return false;
        }

        LearnPictures(workspace, takes: false);
        return true;
    }

    private static string PictureKey(SlackWorkspace workspace) => $"picture {workspace.Key}";

    private bool? Known(string key) => _known.TryGetValue(key, out (bool Takes, DateTimeOffset Until) known) && known.Until > clock.GetUtcNow() ? known.Takes : null;

    private void Learn(string key, bool takes) => _known[key] = (takes, clock.GetUtcNow() + Kept);
}
