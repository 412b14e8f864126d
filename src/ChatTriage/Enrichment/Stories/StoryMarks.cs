namespace ChatTriage.Enrichment.Stories;

/// <summary>What people's programs put into a post and nobody says: handles, links, repost marks, entities.</summary>
internal static class StoryMarks
{
    private static readonly string[] Links = ["http://", "https://", "www.", "t.co/", "bit.ly/", "pic.twitter.com/", "youtu.be/", "fb.me/"];

    /// <summary>How many characters at this place are such a mark; 0 for words.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at)
    {
        char sign = text[at];
        if (sign == '&')
        {
            return EntityLength(text[at..]);
        }

        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return 0;
        }

        return sign switch
        {
            '@' or '＠' => HandleLength(text[at..]),
            'r' or 'R' or 'm' or 'M' => RepostLength(text, at),
            'h' or 'H' => IsCutLink(text[at..]) ? ToSpace(text[at..]) : LinkLength(text[at..]),
            'w' or 'W' or 't' or 'T' or 'b' or 'B' or 'p' or 'P' or 'y' or 'Y' or 'f' or 'F' => LinkLength(text[at..]),
            _ => 0,
        };
    }

    /// <summary>Whether a repost of somebody begins here: <c>RT @name</c>, <c>MT @name</c>.</summary>
    public static bool IsRepostOf(ReadOnlySpan<char> text, int at)
    {
        if (at + 4 > text.Length || text[at] is not ('R' or 'r' or 'M' or 'm') || text[at + 1] is not ('T' or 't') || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return false;
        }

        int next = at + 2;
        while (next < text.Length && text[next] is ' ' or ':' or '\u00A0')
        {
            next++;
        }

        return next > at + 1 && next < text.Length && text[next] is '@' or '＠';
    }

    private static int RepostLength(ReadOnlySpan<char> text, int at) =>
        IsRepostOf(text, at) || (at == 0 && text.StartsWith("RT ", StringComparison.Ordinal)) ? 2 : 0;

    /// <summary><c>@name</c>, <c>@name@host.example</c>, <c>@name.bsky.social</c>; a lone @ is a sign like any other.</summary>
    private static int HandleLength(ReadOnlySpan<char> text)
    {
        int end = 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] is '.' or '-' or '@' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private static int LinkLength(ReadOnlySpan<char> text)
    {
        foreach (string link in Links)
        {
            if (text.StartsWith(link, StringComparison.OrdinalIgnoreCase))
            {
                return ToSpace(text);
            }
        }

        return 0;
    }

    /// <summary>A post that was cut ends in <c>http…</c> or <c>https:</c>.</summary>
    private static bool IsCutLink(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        int end = text.Length > 4 && text[4] is 's' or 'S' ? 5 : 4;
        return end == text.Length || text[end] is ':' or '…' or '.' || char.IsWhiteSpace(text[end]);
    }

    private static int ToSpace(ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '”' or '“'))
        {
            end++;
        }

        return end;
    }

    private static int EntityLength(ReadOnlySpan<char> text)
    {
        int end = 1;
        while (end < text.Length && end < 9 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '#'))
        {
            end++;
        }

        return end > 2 && end < text.Length && text[end] == ';' ? end + 1 : 0;
    }
}
