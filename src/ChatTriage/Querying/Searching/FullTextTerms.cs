using System.Globalization;
using System.Text;
using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Querying.Searching;

/// <summary>
/// Cuts a text into the words by which it is found; what is stored and what is asked go through here, so that they are cut alike.
/// <list type="bullet">
/// <item>A word is a run of letters, digits and their marks, in small letters and without the accents of Latin, Greek and Cyrillic; everything else parts words.</item>
/// <item>Chinese characters, kana, Hangul syllables and the letters of Thai, Lao, Khmer and Burmese, which are written without spaces or with endings grown on, are words of one
/// letter: what is asked is found as those letters in a row.</item>
/// <item>An emoji is a word, whatever its skin colour.</item>
/// </list>
/// </summary>
public static class FullTextTerms
{
    /// <summary>No word has more letters; longer ones are cut, here and there alike.</summary>
    private const int MaxLetters = 64;

    private const int FirstSymbol = 0x2190;

    /// <summary>The words in order, a space between each two; empty when there is none.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(text.Length + 16);
        int letters = 0;
        if (Ascii.IsValid(text))
        {
            foreach (char c in text)
            {
                Append(words, ref letters, char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
            }
        }
        else
        {
            foreach (Rune rune in Clean(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                Append(words, ref letters, rune);
            }
        }

        return (words.Length > 0 && words[^1] == ' ' ? words.Remove(words.Length - 1, 1) : words).ToString();
    }

    /// <summary>Normalization refuses half of a pair.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static void Append(StringBuilder words, ref int letters, Rune rune)
    {
        if (rune.IsAscii)
        {
            Append(words, ref letters, Rune.IsLetterOrDigit(rune) ? (char)Rune.ToLowerInvariant(rune).Value : ' ');
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.OtherSymbol when rune.Value >= FirstSymbol:
                AppendAlone(words, ref letters, rune);
                break;
            case UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.EnclosingMark:
            case UnicodeCategory.NonSpacingMark when IsAccent(rune.Value):
                break;
            case UnicodeCategory.OtherLetter when IsUnspaced(rune.Value):
                AppendAlone(words, ref letters, rune);
                break;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
                AppendFolded(words, ref letters, rune);
                break;
            case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark:
                AppendLetter(words, ref letters, rune);
                break;
            default:
                Append(words, ref letters, ' ');
                break;
        }
    }

    private static void AppendFolded(StringBuilder words, ref int letters, Rune rune)
    {
        foreach (Rune part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (IsAccent(part.Value))
            {
                continue;
            }

            foreach (Rune letter in LetterFolds.Of(Rune.ToLowerInvariant(part)).EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(letter) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                {
                    AppendLetter(words, ref letters, letter);
                }
            }
        }
    }

    private static void AppendAlone(StringBuilder words, ref int letters, Rune rune)
    {
        Append(words, ref letters, ' ');
        AppendLetter(words, ref letters, rune);
        Append(words, ref letters, ' ');
    }

    private static void AppendLetter(StringBuilder words, ref int letters, Rune rune)
    {
        if (letters++ < MaxLetters)
        {
            words.Append(rune.ToString());
        }
    }

    /// <summary>A letter of ASCII, or the end of a word.</summary>
    private static void Append(StringBuilder words, ref int letters, char c)
    {
        if (c != ' ')
        {
            if (letters++ < MaxLetters)
            {
                words.Append(c);
            }
        }
        else if (letters > 0)
        {
            words.Append(' ');
            letters = 0;
        }
    }

    private static bool IsAccent(int codePoint) => codePoint is >= 0x0300 and <= 0x036F;

    private static bool IsUnspaced(int codePoint) => codePoint
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF);
}
