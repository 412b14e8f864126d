using System.Globalization;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// The folded form of every code point: compatibility forms (NFKC), lower case, without accents.
/// Pages of 256 are worked out when a text first needs them, because normalizing every code point at start-up costs about 0.1 s.
/// </summary>
internal static class CodePointFolds
{
    // One Arabic ligature stands for 18 letters: a text full of it would take 18 times its memory.
    private const int MaxExpansion = 8;

    private static readonly CodePointFold[]?[] Pages = new CodePointFold[0x1100][];

    /// <summary>The folded form of a code point.</summary>
    /// <param name="codePoint">0 to 0x10FFFF, no surrogate.</param>
    public static ref readonly CodePointFold Of(int codePoint) => ref (Pages[codePoint >> 8] ?? Fill(codePoint >> 8))[codePoint & 0xFF];

    // Two threads may fill the same page; both write the same content.
    private static CodePointFold[] Fill(int page)
    {
        var folds = new CodePointFold[256];
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = Rune.TryCreate((page << 8) | i, out var rune) ? Fold(rune) : new CodePointFold(FoldAction.Write, CharKind.None, 0xFFFD);
        }

        return Volatile.Read(ref Pages[page]) ?? Publish(page, folds);
    }

    private static CodePointFold[] Publish(int page, CodePointFold[] folds)
    {
        Volatile.Write(ref Pages[page], folds);
        return folds;
    }

    private static CodePointFold Fold(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            return new CodePointFold(FoldAction.Write, CharKind.None, ' ');
        }

        if (IsAccent(rune.Value))
        {
            return new CodePointFold(FoldAction.Accent, CharKind.None, 0);
        }

        if (IsInvisible(rune))
        {
            return new CodePointFold(FoldAction.Skip, CharKind.None, 0);
        }

        var (text, upper) = FoldText(rune);
        var first = Rune.GetRuneAt(text, 0);
        var kind = (CharKinds.Of(first) & ~CharKind.Upper) | (upper ? CharKind.Upper : CharKind.None);
        return text.Length > first.Utf16SequenceLength
            ? new CodePointFold(FoldAction.Write, kind, 0, text)
            : new CodePointFold(Composes(first) ? FoldAction.Compose : FoldAction.Write, kind, first.Value);
    }

    private static (string Text, bool Upper) FoldText(Rune rune)
    {
        if (KeepsItsForm(rune.Value))
        {
            return (rune.ToString(), false);
        }

        var folded = new StringBuilder();
        var upper = false;
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsAccent(part.Value))
            {
                upper |= (CharKinds.Of(part) & CharKind.Upper) != 0;
                folded.Append(LetterFolds.Of(Rune.ToLowerInvariant(part)));
            }
        }

        var text = folded.ToString().Normalize(NormalizationForm.FormC);
        return string.IsNullOrWhiteSpace(text) || text.Length > MaxExpansion ? (rune.ToString(), false) : (text, upper);
    }

    // ™ and ℠ would become letters glued to the brand (Acme™ -> acmetm); U+FFFE cannot be normalized.
    private static bool KeepsItsForm(int codePoint) => codePoint is 0x2122 or 0x2120 || (codePoint & 0xFFFE) == 0xFFFE;

    // Only marks that readers leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs, emoji selectors.
    // Kana voicing marks and Indic or Thai vowel signs make another letter and stay.
    private static bool IsAccent(int codePoint) => codePoint
        is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05BD) or 0x05BF or (>= 0x05C1 and <= 0x05C7)
        or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static bool Composes(Rune rune) =>
        rune.Value is (>= 0x1161 and <= 0x1175) or (>= 0x11A8 and <= 0x11C2)
        || (rune.IsBmp && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
