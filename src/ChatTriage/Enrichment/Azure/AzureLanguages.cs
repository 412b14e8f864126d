namespace ChatTriage.Enrichment.Azure;

/// <summary>Language tags as the service writes them, and as everybody else does.</summary>
public static class AzureLanguages
{
    private const string Unknown = "(Unknown)";

    /// <summary>What the service calls a language of BCP 47: the language alone, except where it tells apart scripts and countries.</summary>
    public static string CodeOf(string tag)
    {
        string[] parts = tag.Trim().ToLowerInvariant().Split('-', '_');
        return parts[0] switch
        {
            "zh" => parts.Skip(1).Any(part => part is "hant" or "tw" or "hk" or "mo" or "cht") ? "zh-hant" : "zh-hans",
            "pt" => parts.Skip(1).Any(part => part == "br") ? "pt-BR" : "pt-PT",
            "nb" or "nn" => "no",
            "iw" => "he",
            "in" => "id",
            "fil" => "tl",
            var language => language,
        };
    }

    /// <summary>The tag of what the service recognised; nothing when it did not.</summary>
    public static string? TagOf(string? code) => code?.ToLowerInvariant() switch
    {
        null or "" => null,
        "zh_chs" or "zh_hans" or "zh-hans" => "zh-Hans",
        "zh_cht" or "zh_hant" or "zh-hant" => "zh-Hant",
        var language => language.Equals(Unknown, StringComparison.OrdinalIgnoreCase) ? null : language.Replace('_', '-'),
    };
}
