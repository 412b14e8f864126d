using System.Text.Json;
using CsCheck;

namespace ChatTriage.Tests.Ingestion.Reading;

/// <summary>Makes mention objects, most of them good, as one line of JSON each.</summary>
internal static class MentionGen
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char[' ', '\uD7FF'], 0, 30], Gen.String[Gen.Char['!', '~'], 1, 12]);

    private static readonly Gen<object?> Value = Gen.OneOf<object?>(
        Text.Select(text => (object?)text),
        Gen.Long.Select(number => (object?)number),
        Gen.Double[-1e6, 1e6].Select(number => (object?)number),
        Gen.OneOf<object?>(null, true, "https://example.com/a", "2026-11-23T14:07:00Z", "en"),
        Gen.Dictionary(Gen.OneOf(Gen.OneOf("name", "url", "handle", "followers"), Text), Text)[0, 4].Select(pairs => (object?)pairs),
        Text.Array[0, 3].Select(texts => (object?)texts));

    public static Gen<string> Json { get; } = Gen.Select(
        Text,
        Text,
        Gen.Dictionary(
            Gen.OneOf(Gen.OneOf("url", "publishedAt", "author", "language", "inReplyTo", "metrics", "brand", "created_at"), Text),
            Value)[0, 6],
        (id, text, others) =>
        {
            others["externalId"] = id;
            others["text"] = text;
            return JsonSerializer.Serialize(others);
        });
}
