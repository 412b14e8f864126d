using System.Globalization;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Works out the <see cref="CharKind"/> of characters.</summary>
internal static class CharKinds
{
    private static readonly CharKind[] Ascii = [.. Enumerable.Range(0, 128).Select(c => Of(new Rune(c)))];

    private static readonly (int First, int Last)[] UnspacedRanges =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x1000, 0x109F), // Myanmar
        (0x1780, 0x17FF), // Khmer
        (0x3005, 0x3007), // iteration mark, closing mark, zero
        (0x3041, 0x30FF), // Hiragana, Katakana
        (0x3105, 0x312F), // Bopomofo
        (0x31F0, 0x31FF), // Katakana extensions
        (0x3400, 0x9FFF), // Han
        (0xF900, 0xFAFF), // Han, compatibility
        (0x1B000, 0x1B16F), // Kana supplements
        (0x20000, 0x3FFFF), // Han extensions
    ];

    /// <summary>The kind of an ASCII character.</summary>
    public static CharKind OfAscii(char c) => Ascii[c];

    /// <summary>The kind of a character; none for half of a surrogate pair.</summary>
    public static CharKind Of(char c) => Rune.TryCreate(c, out var rune) ? Of(rune) : CharKind.None;

    /// <summary>The kind of a character.</summary>
    public static CharKind Of(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        var isWord = rune.Value == '_' || category
            is <= UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
        if (!isWord)
        {
            return CharKind.None;
        }

        var upper = category is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter ? CharKind.Upper : CharKind.None;
        return CharKind.Word | upper | ScriptOf(rune.Value);
    }

    private static CharKind ScriptOf(int codePoint) => codePoint switch
    {
        < 0x0E00 => CharKind.None,
        (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FF) => CharKind.Hangul,
        _ => Array.Exists(UnspacedRanges, range => codePoint >= range.First && codePoint <= range.Last) ? CharKind.Unspaced : CharKind.None,
    };
}
