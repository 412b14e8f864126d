using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms;

/// <summary>A file where the platform takes none: a link for the person alone.</summary>
internal static class FileCard
{
    /// <summary>Draws it.</summary>
    /// <param name="library">The templates.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="file">What the file is called.</param>
    /// <param name="url">The page that offers it.</param>
    public static DrawnCard Draw(CardLibrary library, IChatPlatform platform, FileReply file, string url) => library.Draw(platform, "file", new JsonObject
    {
        ["text"] = $"Your file is ready: {file.Title}. The link is yours alone and holds for 15 minutes.",
        ["title"] = platform.Escape($"Your file is ready: {file.Title}"),
        ["url"] = CardText.Link(url),
    });
}
