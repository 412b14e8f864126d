using System.Text.Json;
using System.Text.Json.Serialization;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Slack;

/// <summary>One of the reference requests of <c>signing-vectors.json</c>.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Secret">The signing secret of the receiver.</param>
/// <param name="Now">The receiver's time.</param>
/// <param name="Timestamp">The header; nothing when it is missing.</param>
/// <param name="Signature">The header; nothing when it is missing.</param>
/// <param name="Expect">Whether it must be taken.</param>
/// <param name="Body">The body.</param>
/// <param name="BodyRepeat">A long body, said shortly.</param>
public sealed record SigningVector(string Name, string Secret, long Now, string? Timestamp, string? Signature, bool Expect, string? Body, SigningVector.Repeat? BodyRepeat)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The body as it was signed.</summary>
    [JsonIgnore]
    public string Content => BodyRepeat is { } repeat ? new string(repeat.Text[0], repeat.Count) : Body ?? "";

    /// <summary>All of them; none where the file is absent.</summary>
    public static IReadOnlyList<SigningVector> All() => SharedFiles.Find(Path.Combine("slack", "oracles", "signing-vectors.json")) is { } file
        ? JsonSerializer.Deserialize<SigningVector[]>(File.ReadAllText(file), s_json)!
        : [];

    /// <summary>A character so many times.</summary>
    /// <param name="Text">The character.</param>
    /// <param name="Count">How many times.</param>
    public sealed record Repeat([property: JsonPropertyName("char")] string Text, int Count);
}
