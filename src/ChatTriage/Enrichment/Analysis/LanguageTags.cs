namespace ChatTriage.Enrichment.Analysis;

/// <summary>Language tags as sources write them.</summary>
internal static class LanguageTags
{
    private const int LongestTag = 35;

    /// <summary>The tag without blanks around it; nothing when it says nothing ("und", "zxx") or is no tag.</summary>
    public static string? Clean(string? stated)
    {
        string? tag = stated?.Trim();
        bool isTag = tag is { Length: >= 2 and <= LongestTag } && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1])
            && !tag.AsSpan().ContainsAnyExcept(Allowed);
        return isTag && Primary(tag) is not ("und" or "zxx" or "mul" or "mis" or "art" or "qme" or "qht" or "qam" or "qst" or "qct") ? tag : null;
    }

    /// <summary>The language of a tag without region and script, under the code this program uses: the old codes of some sources too.</summary>
    public static string? Primary(string? tag)
    {
        if (tag is null)
        {
            return null;
        }

        if (tag.Length == 2 && char.IsAsciiLetterLower(tag[0]) && tag is not ("iw" or "in" or "no"))
        {
            return tag;
        }

        int end = tag.AsSpan().IndexOfAny('-', '_');
        string primary = (end < 0 ? tag : tag[..end]).ToLowerInvariant();
        return primary switch
        {
            "iw" => "he",
            "in" => "id",
            "no" => "nb",
            "fil" => "tl",
            "eng" => "en",
            _ => primary,
        };
    }

    private static System.Buffers.SearchValues<char> Allowed { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
