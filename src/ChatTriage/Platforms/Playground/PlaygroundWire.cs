using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatTriage.Platforms.Playground;

/// <summary>What the page and the playground say to each other.</summary>
public static class PlaygroundWire
{
    /// <summary>Everything the page needs to begin.</summary>
    public sealed record State(
        IReadOnlyList<PersonShown> People, IReadOnlyList<ChannelShown> Channels, IReadOnlyList<string> Brands, long LastSeq,
        IReadOnlyList<PlaygroundMessage> Messages, IReadOnlyDictionary<string, bool> MoreBefore);

    /// <summary>Somebody the visitor can be.</summary>
    public sealed record PersonShown(string Id, string Name, string Role);

    /// <summary>One of the columns.</summary>
    public sealed record ChannelShown(string Id, string Name, string Purpose);

    /// <summary>Earlier messages.</summary>
    public sealed record Earlier(IReadOnlyList<PlaygroundMessage> Messages, bool More);

    /// <summary>A person pressed a button.</summary>
    public sealed record Click(string? Person, long? MessageId, string? Channel, string? Verb, Dictionary<string, JsonElement>? Data, Dictionary<string, string>? Inputs, string? TimeZone);

    /// <summary>A person sent a command.</summary>
    public sealed record Command(string? Person, string? Channel, string? Text, string? TimeZone);

    /// <summary>A person posts a mention.</summary>
    public sealed record NewMention(string? Text, string? Author, string? Url);

    /// <summary>The answer, for that person alone.</summary>
    public sealed record Answer(bool Ok, string? Text, [property: JsonConverter(typeof(RawJsonConverter))] string? Card);
}
