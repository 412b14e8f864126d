using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// The words of a post that say what it is about: runs of words between common ones, rare words before usual ones, hashtags split at
/// their capitals. Of a language without a background only hashtags are taken, and nothing of scripts that are written without spaces.
/// </summary>
internal static class KeyPhrases
{
    /// <summary>The most phrases a post gets.</summary>
    public const int MaxCount = 5;

    private const int MaxWords = 3;
    private const int MaxTokens = 400;
    private const int MaxLetters = 60;

    /// <summary>Words below are borders between phrases.</summary>
    private const byte Common = 100;

    /// <summary>A word alone must be rarer than this.</summary>
    private const byte Telling = 140;

    /// <summary>Finds the phrases of a scanned text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> text, TextScan scan, FrozenDictionary<uint, byte>? background)
    {
        Span<Phrase> best = stackalloc Phrase[MaxCount];
        int count = 0;
        Span<TextToken> tokens = scan.Tokens[..Math.Min(scan.Tokens.Length, MaxTokens)];
        for (int i = 0; i < tokens.Length;)
        {
            if (tokens[i].Kind == TokenKind.Hashtag)
            {
                Keep(best, ref count, new Phrase(i, 1, Rareness(tokens[i], background) + 60), scan);
                i++;
                continue;
            }

            int end = i;
            while (background is not null && end < tokens.Length && end - i < MaxWords && (end == i || AreBesideEachOther(text, tokens[end - 1], tokens[end]))
                && tokens[end].Kind == TokenKind.Word && Rareness(tokens[end], background) > Common && IsPlain(tokens[end], text))
            {
                end++;
            }

            if (end > i)
            {
                Keep(best, ref count, Weigh(tokens, i, end, background!), scan);
            }

            i = Math.Max(end, i + 1);
        }

        return count == 0 ? [] : Spell(text, scan, best[..count]);
    }

    /// <summary>A run counts by its rarest word, and a little more for each further one.</summary>
    private static Phrase Weigh(Span<TextToken> tokens, int start, int end, FrozenDictionary<uint, byte> background)
    {
        int rarest = 0;
        int names = 0;
        for (int i = start; i < end; i++)
        {
            rarest = Math.Max(rarest, Rareness(tokens[i], background));
            names += tokens[i].IsCapitalised && !tokens[i].IsShouted ? 1 : 0;
        }

        bool isTelling = end - start > 1 || (rarest > Telling && tokens[start].Length > 2);
        return new Phrase(start, end - start, isTelling ? rarest + (40 * (end - start - 1)) + (15 * names) : 0);
    }

    private static void Keep(Span<Phrase> best, ref int count, Phrase phrase, TextScan scan)
    {
        if (phrase.Score == 0)
        {
            return;
        }

        foreach (Phrase known in best[..count])
        {
            if (SameWords(scan, known, phrase))
            {
                return;
            }
        }

        int at = count;
        while (at > 0 && best[at - 1].Score < phrase.Score)
        {
            at--;
        }

        if (at < MaxCount)
        {
            count = Math.Min(MaxCount, count + 1);
            best[at..(count - 1)].CopyTo(best[(at + 1)..]);
            best[at] = phrase;
        }
    }

    private static string[] Spell(ReadOnlySpan<char> text, TextScan scan, ReadOnlySpan<Phrase> phrases)
    {
        string[] spelled = new string[phrases.Length];
        for (int i = 0; i < spelled.Length; i++)
        {
            ref readonly TextToken first = ref scan.Tokens[phrases[i].First];
            spelled[i] = first.Kind == TokenKind.Hashtag ? SpellTag(text, scan, phrases[i].First)
                : text[first.SourceStart..scan.Tokens[phrases[i].First + phrases[i].Words - 1].SourceEnd].ToString();
        }

        return spelled;
    }

    /// <summary>#LostMyBags is "Lost My Bags"; #mh370 stays mh370.</summary>
    private static string SpellTag(ReadOnlySpan<char> text, TextScan scan, int tag)
    {
        int words = 0;
        bool hasNumber = false;
        while (tag + 1 + words < scan.Tokens.Length && scan.Tokens[tag + 1 + words].Kind is TokenKind.TagWord)
        {
            hasNumber |= scan.FormOf(scan.Tokens[tag + 1 + words]).Contains('0');
            words++;
        }

        if (words < 2 || hasNumber)
        {
            return text[(scan.Tokens[tag].SourceStart + 1)..scan.Tokens[tag].SourceEnd].Trim('_').ToString();
        }

        var parts = new List<string>(words);
        foreach (TextToken word in scan.Tokens.Slice(tag + 1, words))
        {
            parts.Add(text[word.SourceStart..word.SourceEnd].ToString());
        }

        return string.Join(' ', parts);
    }

    private static bool SameWords(TextScan scan, Phrase one, Phrase other)
    {
        if (one.Words != other.Words)
        {
            return false;
        }

        for (int i = 0; i < one.Words; i++)
        {
            if (scan.Tokens[one.First + i].Hash != scan.Tokens[other.First + i].Hash)
            {
                return false;
            }
        }

        return true;
    }

    private static int Rareness(in TextToken token, FrozenDictionary<uint, byte>? background) => token.Kind switch
    {
        TokenKind.Word or TokenKind.Hashtag => background is null || !background.TryGetValue(token.Hash, out byte rareness) ? PhraseBackground.Unseen : rareness,
        _ => 0,
    };

    /// <summary>Whether nothing but one blank or a hyphen stands between two words.</summary>
    private static bool AreBesideEachOther(ReadOnlySpan<char> text, in TextToken one, in TextToken other) =>
        other.SourceStart == one.SourceEnd + 1 && text[one.SourceEnd] is ' ' or '-';

    /// <summary>Whether a word may stand on a card as it is: not drawn out or endless, without apostrophes, of a script with spaces.</summary>
    private static bool IsPlain(in TextToken token, ReadOnlySpan<char> text)
    {
        if (token.Length > MaxLetters || token.IsDrawnOut || token.Length < 2)
        {
            return false;
        }

        foreach (char c in text[token.SourceStart..token.SourceEnd])
        {
            if (c is '\'' or '’' or '\\' or '_' || (c >= 0x0E00 && (CharKinds.Of(c) & CharKind.Unspaced) != 0))
            {
                return false;
            }
        }

        return true;
    }
}
