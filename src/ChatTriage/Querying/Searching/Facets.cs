using System.Security.Cryptography;
using System.Text;
using ChatTriage.Mentions;

namespace ChatTriage.Querying.Searching;

/// <summary>
/// What a mention is found by besides its words, as words of their own in the same index: they begin with a sign that <see cref="FullTextTerms"/> gives to no word,
/// so nothing that anybody writes or asks can be taken for one.
/// </summary>
public static class Facets
{
    private const char Sign = '¤';
    private static readonly string Link = $"{Sign}link";

    /// <summary>All facets of a mention, a space between each two.</summary>
    public static string Of(Mention mention)
    {
        var facets = new StringBuilder();
        foreach (string brand in mention.BrandList())
        {
            facets.Append(Brand(brand)).Append(' ');
        }

        foreach (string language in Languages(mention.Language))
        {
            facets.Append(Language(language)).Append(' ');
        }

        if (mention.AuthorHandle is { Length: > 0 } author)
        {
            facets.Append(Author(author)).Append(' ');
        }

        return (HasLink(mention.Text) ? facets.Append(Link) : facets).ToString().TrimEnd();
    }

    /// <summary>Concerns that brand.</summary>
    public static string Brand(string name) => Facet('b', name);

    /// <summary>Is in that language, or in a form of it.</summary>
    public static string Language(string tag) => Facet('l', tag.ToLowerInvariant().Replace('_', '-'));

    /// <summary>Was written by that author, in whatever case.</summary>
    public static string Author(string handle) => Facet('a', handle.TrimStart('@').ToLowerInvariant());

    /// <summary>A web address stands in the text.</summary>
    public static string WithLink => Link;

    /// <summary>Whether a web address stands in a text.</summary>
    public static bool HasLink(string text) =>
        Follows(text, "http://") || Follows(text, "https://") || Follows(text, "www.");

    /// <summary>pt-BR is also pt.</summary>
    private static IEnumerable<string> Languages(string? tag)
    {
        string language = (tag ?? "").ToLowerInvariant().Replace('_', '-');
        for (int at = language.IndexOf('-'); at >= 0; at = language.IndexOf('-', at + 1))
        {
            if (at > 0)
            {
                yield return language[..at];
            }
        }

        if (language.Length > 0)
        {
            yield return language;
        }
    }

    private static bool Follows(string text, string beginning)
    {
        for (int at = text.IndexOf(beginning, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(beginning, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int next = at + beginning.Length;
            if (next < text.Length && char.IsLetterOrDigit(text[next]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names of any length and with any letters become words of one length.</summary>
    private static string Facet(char kind, string value) => $"{Sign}{kind}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8))}";
}
