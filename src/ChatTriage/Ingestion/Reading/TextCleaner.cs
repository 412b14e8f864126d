namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// Removes U+0000 (PostgreSQL refuses it) and replaces unpaired surrogates by U+FFFD (UTF-8 has no form for them).
/// Nothing else of a text is changed.
/// </summary>
internal static class TextCleaner
{
    private const char Replacement = '\uFFFD';

    /// <summary>The clean text; the same instance when there is nothing to do.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOf('\0') < 0 && FirstUnpaired(text, 0) < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        return new string(characters, 0, Clean(characters.AsSpan()));
    }

    /// <summary>Cleans in place.</summary>
    /// <returns>The new length, at most the old one.</returns>
    public static int Clean(Span<char> text)
    {
        for (var at = FirstUnpaired(text, 0); at >= 0; at = FirstUnpaired(text, at + 1))
        {
            text[at] = Replacement;
        }

        var length = text.IndexOf('\0');
        if (length < 0)
        {
            return text.Length;
        }

        foreach (var character in text[length..])
        {
            if (character != '\0')
            {
                text[length++] = character;
            }
        }

        return length;
    }

    private static int FirstUnpaired(ReadOnlySpan<char> text, int from)
    {
        var at = from;
        while (true)
        {
            var next = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return at;
            }

            at += 2;
        }
    }
}
