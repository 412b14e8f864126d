using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ChatTriage.Mentions;

namespace ChatTriage.Storage;

/// <summary>
/// The counts of one brand and hour as one text, which is read many times faster than a row a count: a line a source, with its name, a tab, and for each tone and
/// state that occur two letters and the count, such as <c>bluesky⇥nW12 pA3</c>.
/// </summary>
public static class HourCounts
{
    /// <summary>An hour in microseconds.</summary>
    public const long Length = 4 * RollUp.Bucket;

    private const string Letters = "kxunepm";
    private const string StateLetters = "RWDCANMLUF";
    private static readonly Tone[] Tones = [Tone.Unknown, Tone.NotAssessed, Tone.Uncertain, Tone.Negative, Tone.Neutral, Tone.Positive, Tone.Mixed];

    private static readonly MentionState[] States =
    [
        MentionState.Received, MentionState.AwaitingTriage, MentionState.Routed, MentionState.Claimed, MentionState.Answered, MentionState.NoResponse, MentionState.Merged,
        MentionState.Muted, MentionState.Unmatched, MentionState.Failed,
    ];

    private static readonly FrozenDictionary<Tone, char> LetterOf = Tones.Zip(Letters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
    private static readonly FrozenDictionary<MentionState, char> StateLetterOf = States.Zip(StateLetters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
    private static readonly int[] ToneAt = [.. Enumerable.Range(0, 128).Select(letter => Letters.IndexOf((char)letter, StringComparison.Ordinal))];
    private static readonly int[] StateAt = [.. Enumerable.Range(0, 128).Select(letter => StateLetters.IndexOf((char)letter, StringComparison.Ordinal))];

    /// <summary>What is done with each line: the source, and its cells for <see cref="ReadCells"/>.</summary>
    public delegate void LineReader(ReadOnlySpan<char> source, ReadOnlySpan<char> cells);

    /// <summary>Start of the hour that holds a quarter.</summary>
    public static long HourOf(long bucket) => bucket / Length * Length;

    /// <summary>Reads the lines of a text that <see cref="Changed"/> wrote.</summary>
    public static void ReadLines(ReadOnlySpan<char> counts, LineReader read)
    {
        while (counts.Length > 0)
        {
            int end = counts.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? counts : counts[..end];
            int tab = line.IndexOf('\t');
            read(line[..tab], line[(tab + 1)..]);
            counts = end < 0 ? [] : counts[(end + 1)..];
        }
    }

    /// <summary>Reads the cells of a line.</summary>
    public static void ReadCells(ReadOnlySpan<char> cells, Action<Tone, MentionState, long> read)
    {
        for (int at = 0; at < cells.Length; at++)
        {
            Tone tone = Tones[ToneAt[cells[at]]];
            MentionState state = States[StateAt[cells[at + 1]]];
            long n = 0;
            bool isNegative = cells[at + 2] == '-';
            for (at += isNegative ? 3 : 2; at < cells.Length && cells[at] != ' '; at++)
            {
                n = (n * 10) + (cells[at] - '0');
            }

            read(tone, state, isNegative ? -n : n);
        }
    }

    /// <summary>The text with some counts changed; empty when nothing is left.</summary>
    public static string Changed(string? counts, IEnumerable<KeyValuePair<RollUpCell, int>> changes)
    {
        var sources = new SortedDictionary<string, SortedDictionary<(Tone, MentionState), long>>(StringComparer.Ordinal);
        SortedDictionary<(Tone, MentionState), long> Of(string source) => sources.TryGetValue(source, out var cells) ? cells : sources[source] = [];
        ReadLines(counts, (source, line) =>
        {
            SortedDictionary<(Tone, MentionState), long> cells = Of(source.ToString());
            ReadCells(line, (tone, state, n) => cells[(tone, state)] = n);
        });
        foreach ((RollUpCell cell, int n) in changes)
        {
            SortedDictionary<(Tone, MentionState), long> cells = Of(cell.Source);
            cells[(cell.Tone, cell.State)] = cells.GetValueOrDefault((cell.Tone, cell.State)) + n;
        }

        return Written(sources);
    }

    private static string Written(SortedDictionary<string, SortedDictionary<(Tone Tone, MentionState State), long>> sources)
    {
        var text = new StringBuilder();
        foreach ((string source, SortedDictionary<(Tone Tone, MentionState State), long> cells) in sources)
        {
            char before = '\t';
            foreach (((Tone tone, MentionState state), long n) in cells.Where(cell => cell.Value != 0))
            {
                if (before == '\t')
                {
                    text.Append(text.Length == 0 ? "" : "\n").Append(source);
                }

                text.Append(before).Append(LetterOf[tone]).Append(StateLetterOf[state]).Append(CultureInfo.InvariantCulture, $"{n}");
                before = ' ';
            }
        }

        return text.ToString();
    }
}
