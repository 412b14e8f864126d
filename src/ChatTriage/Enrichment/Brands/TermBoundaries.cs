namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Decides whether a piece of folded text that equals a term is the term, and not part of something longer.
/// <list type="bullet">
/// <item>A word or phrase may not touch a letter, number, mark or underscore.</item>
/// <item>Except beside scripts written without spaces, at a joint inside a #hashtag (case change, underscore, letter to digit), and where
/// Hangul particles follow.</item>
/// <item>@handle, #tag and $cash must be whole: @acme is not @acmeSupport, and not @acme.bsky.social.</item>
/// <item>Host and path of a URL are text like any other; its query and fragment are not looked at, because they hold tracking words.</item>
/// </list>
/// Every look at the surroundings is bounded, so that hostile text stays linear.
/// </summary>
internal static class TermBoundaries
{
    private const int MaxHashtag = 256;
    private const int MaxHandle = 256;
    private const int MaxUrl = 512;

    /// <summary>Whether [start, end) of the text is the term.</summary>
    public static bool Accepts(FoldedText text, int start, int end, TermKind kind, bool isPrefix)
    {
        var accepted = kind switch
        {
            TermKind.Handle => StartsSigned(text, start) && (isPrefix || EndsHandle(text, start, end)),
            TermKind.Hashtag => StartsSigned(text, start) && (isPrefix || !IsWordAt(text, end)),
            TermKind.Cashtag => StartsSigned(text, start) && !IsWordAt(text, end),
            _ => IsEdge(text, start, isStart: true) && (isPrefix || IsEdge(text, end, isStart: false)),
        };
        return accepted && !IsInUrlQuery(text.Chars, start);
    }

    private static bool StartsSigned(FoldedText text, int start) =>
        !IsWordAt(text, start - 1) && (start == 0 || text.Chars[start - 1] != text.Chars[start]);

    private static bool IsWordAt(FoldedText text, int index) =>
        index >= 0 && index < text.Length && (text.KindAt(index) & CharKind.Word) != 0;

    private static bool IsEdge(FoldedText text, int at, bool isStart)
    {
        if (!IsWordAt(text, at - 1) || !IsWordAt(text, at))
        {
            return true;
        }

        var either = text.KindAt(at - 1) | text.KindAt(at);
        if ((either & CharKind.Unspaced) != 0)
        {
            return true;
        }

        var both = text.KindAt(at - 1) & text.KindAt(at);
        return (either & CharKind.Hangul) != 0
            ? !isStart || (both & CharKind.Hangul) == 0
            : IsJoint(text, at) && IsInHashtag(text, at);
    }

    /// <summary>Whether a hashtag would be split before this index: acmePhone, ACMEPhone, acme_phone, acme24.</summary>
    private static bool IsJoint(FoldedText text, int at)
    {
        var (before, after) = (text.Chars[at - 1], text.Chars[at]);
        if (before == '_' || after == '_' || char.IsDigit(before) != char.IsDigit(after))
        {
            return true;
        }

        return IsUpper(text, at)
            && (!IsUpper(text, at - 1) || (IsWordAt(text, at + 1) && char.IsLetter(text.Chars[at + 1]) && !IsUpper(text, at + 1)));
    }

    private static bool IsUpper(FoldedText text, int index) => (text.KindAt(index) & CharKind.Upper) != 0;

    private static bool IsInHashtag(FoldedText text, int at)
    {
        var from = Math.Max(0, at - MaxHashtag);
        for (var i = at - 1; i >= from; i--)
        {
            if (!IsWordAt(text, i))
            {
                return text.Chars[i] == '#' && !IsWordAt(text, i - 1);
            }
        }

        return false;
    }

    /// <summary>
    /// A handle goes on over dots and hyphens only when it is a domain of three labels or more (acme.bsky.social); with one dot it is more
    /// often a sentence without a space (@acme.Never again), and losing that post would be worse.
    /// </summary>
    private static bool EndsHandle(FoldedText text, int start, int end)
    {
        if (IsWordAt(text, end) || (end < text.Length && text.Chars[end] == '@' && IsWordAt(text, end + 1)))
        {
            return false;
        }

        var (dots, limit) = (0, Math.Min(text.Length, start + MaxHandle));
        var last = start;
        for (var i = start + 1; i < limit && (IsWordAt(text, i) || text.Chars[i] is '.' or '-'); i++)
        {
            if (IsWordAt(text, i))
            {
                dots += text.Chars[i - 1] == '.' ? 1 : 0;
                last = i;
            }
        }

        return dots < 2 || end > last;
    }

    private static bool IsInUrlQuery(ReadOnlySpan<char> text, int start)
    {
        var from = Math.Max(2, start - MaxUrl);
        var seen = false;
        for (var i = start - 1; i >= from && text[i] is > ' ' and < (char)0x80; i--)
        {
            seen |= text[i] is '?' or '#';
            if (text[i] == '/' && text[i - 1] == '/' && text[i - 2] == ':')
            {
                return seen;
            }
        }

        return false;
    }
}
