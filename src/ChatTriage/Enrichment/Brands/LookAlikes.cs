namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Cyrillic and Greek letters that look like Latin ones (from UTS #39). They are folded only in a word that holds a Latin letter and whose
/// Cyrillic and Greek letters all are look-alikes: that is a disguise. A word wholly in Cyrillic or Greek stays as it is, so Яндекс still
/// matches Яндекс, and Russian "сор" is not the English "cop". Upper and lower case differ: В looks like B, в like nothing.
/// </summary>
internal static class LookAlikes
{
    private const string Upper = "авеѕіјкмнорстухүԛԝӏ" + "αβεζηικμνορτυχ";
    private const string UpperLatin = "abesijkmhopctyxyqwi" + "abezhikmnoptyx";
    private const string Lower = "аеоср" + "ухһіјѕѵԁԛԝӏүк" + "αονρικυγχ";
    private const string LowerLatin = "aeocp" + "yxhijsvdqwlyk" + "aovpikuyx";

    /// <summary>Whether a folded character is a Greek or Cyrillic letter.</summary>
    public static bool IsCandidate(int codePoint) => codePoint is >= 0x0370 and <= 0x052F;

    /// <summary>Folds disguised words in place.</summary>
    public static void Fold(FoldedText text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            var (latin, alike, other) = (false, false, false);
            for (; end < text.Length && IsPartOfWord(text.KindAt(end)); end++)
            {
                var c = text.Chars[end];
                latin |= char.IsAsciiLetterLower(c);
                if (IsCandidate(c))
                {
                    var isAlike = ToLatin(c, text.KindAt(end)) != c;
                    alike |= isAlike;
                    other |= !isAlike;
                }
            }

            for (var i = start; latin && alike && !other && i < end; i++)
            {
                text.Replace(i, ToLatin(text.Chars[i], text.KindAt(i)));
            }

            start = Math.Max(end, start + 1);
        }
    }

    private static bool IsPartOfWord(CharKind kind) => (kind & (CharKind.Word | CharKind.Unspaced | CharKind.Hangul)) == CharKind.Word;

    private static char ToLatin(char c, CharKind kind)
    {
        if (!IsCandidate(c))
        {
            return c;
        }

        var (from, to) = (kind & CharKind.Upper) != 0 ? (Upper, UpperLatin) : (Lower, LowerLatin);
        var i = from.IndexOf(c);
        return i < 0 ? c : to[i];
    }
}
