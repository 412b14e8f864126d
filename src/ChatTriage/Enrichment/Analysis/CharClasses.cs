using System.Globalization;
using System.Text;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>Classes and small letters of all UTF-16 units, worked out once: looking a category up for every character would be half of a scan.</summary>
internal static class CharClasses
{
    private static readonly byte[] Classes = [.. Enumerable.Range(0, 0x10000).Select(c => (byte)Classify((char)c))];
    private static readonly char[] Small = [.. Enumerable.Range(0, 0x10000).Select(c => char.ToLowerInvariant((char)c))];

    /// <summary>The class of a unit.</summary>
    public static CharClass Of(char c) => (CharClass)Classes[c];

    /// <summary>Its small letter, by the invariant rules.</summary>
    public static char ToLower(char c) => Small[c];

    /// <summary>The class of a code point above U+FFFF.</summary>
    public static CharClass Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.EnclosingMark => CharClass.Letter,
        UnicodeCategory.DecimalDigitNumber => CharClass.Digit,
        UnicodeCategory.OtherSymbol => CharClass.Picture,
        UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => CharClass.Blank,
        _ => CharClass.Mark,
    };

    private static CharClass Classify(char c) => c switch
    {
        '\uFE0F' or '\uFE0E' or '\u20E3' => CharClass.Blank,
        '_' => CharClass.Letter,
        _ => char.GetUnicodeCategory(c) switch
        {
            <= UnicodeCategory.EnclosingMark => CharClass.Letter,
            UnicodeCategory.DecimalDigitNumber => CharClass.Digit,
            UnicodeCategory.Surrogate => CharClass.Surrogate,
            UnicodeCategory.OtherSymbol => CharClass.Picture,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => CharClass.Blank,
            _ => CharClass.Mark,
        },
    };
}
