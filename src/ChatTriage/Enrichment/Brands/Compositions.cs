using System.Collections.Frozen;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Canonical compositions of a letter and a mark that folding keeps. A table, because asking the framework about a pair costs an allocation
/// and Thai or Hindi text asks at every second character.
/// </summary>
internal static class Compositions
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly FrozenDictionary<int, char> Pairs = Enumerable.Range(0x0900, 0x1400).Concat(Enumerable.Range(0x3040, 0xC0))
        .Select(c => ((char)c).ToString())
        .Select(composed => (Composed: composed[0], Parts: composed.Normalize(NormalizationForm.FormD)))
        .Where(entry => entry.Parts.Length > 1 && entry.Parts.Normalize(NormalizationForm.FormC).Length == 1)
        .Select(entry => (entry.Composed, Letter: entry.Parts[..^1].Normalize(NormalizationForm.FormC), Mark: entry.Parts[^1]))
        .Where(entry => entry.Letter.Length == 1)
        .ToFrozenDictionary(entry => Key(entry.Letter[0], entry.Mark), entry => entry.Composed);

    /// <summary>The composed character, or NUL when there is none.</summary>
    public static char Of(char letter, char mark) => mark switch
    {
        >= '\u1161' and <= '\u1175' => letter is >= '\u1100' and <= '\u1112'
            ? (char)(FirstSyllable + ((((letter - '\u1100') * Vowels) + (mark - '\u1161')) * Tails))
            : '\0',
        >= '\u11A8' and <= '\u11C2' => letter is >= (char)FirstSyllable and <= (char)LastSyllable && (letter - FirstSyllable) % Tails == 0
            ? (char)(letter + (mark - '\u11A7'))
            : '\0',
        _ => Pairs.GetValueOrDefault(Key(letter, mark)),
    };

    private static int Key(char letter, char mark) => (letter << 16) | mark;
}
