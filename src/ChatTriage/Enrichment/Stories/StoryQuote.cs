namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Finds somebody's post inside a post: <c>"@name: their words" my comment</c>, <c>my comment RT @name: their words</c>. Two comments on the same words may be
/// opposites, so that the comment is compared and not what it is about.
/// </summary>
internal static class StoryQuote
{
    /// <summary>The quoted part; false when the post is somebody's own, or nothing but a repost.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, out Range quote)
    {
        quote = default;
        for (int i = 0; i < text.Length - 1; i++)
        {
            if (text[i] is '"' or '“' or '„' or '«' && BeginsWithHandle(text[(i + 1)..]))
            {
                int end = text[(i + 1)..].IndexOfAny("\"”»“");
                quote = end < 0 ? i..text.Length : i..(i + end + 2);
                return true;
            }

            if (i > 0 && StoryMarks.IsRepostOf(text, i) && HasWords(text[..i]))
            {
                quote = i..text.Length;
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWithHandle(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return StoryMarks.IsRepostOf(text, 0) || (text.Length > 1 && text[0] is '@' or '＠' && char.IsLetterOrDigit(text[1]));
    }

    /// <summary>Something besides handles and links, which some programs put before the repost mark.</summary>
    private static bool HasWords(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            int mark = StoryMarks.LengthAt(text, i);
            if (mark == 0 && char.IsLetterOrDigit(text[i]))
            {
                return true;
            }

            i += Math.Max(mark, 1);
        }

        return false;
    }
}
