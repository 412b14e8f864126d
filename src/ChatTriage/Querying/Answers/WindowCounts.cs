using System.Collections.Frozen;
using ChatTriage.Mentions;

namespace ChatTriage.Querying.Answers;

/// <summary>What is counted in one pass: totals by state and tone, sources, and bars.</summary>
internal sealed class WindowCounts(TimeBars bars, CountFilter filter)
{
    private static readonly FrozenDictionary<string, Tone> ToneOf = Enum.GetValues<Tone>().ToFrozenDictionary(tone => tone.ToString());
    private static readonly FrozenDictionary<string, MentionState> StateOf = Enum.GetValues<MentionState>().ToFrozenDictionary(state => state.ToString());
    private static readonly Tone[] AllTones = Enum.GetValues<Tone>();
    private static readonly MentionState[] AllStates = Enum.GetValues<MentionState>();
    private readonly long[] _tones = new long[AllTones.Length];
    private readonly long[] _states = new long[AllStates.Length];
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);

    /// <summary>What is counted.</summary>
    public CountFilter Filter => filter;

    /// <summary>How the window is cut.</summary>
    public TimeBars Bars => bars;

    /// <summary>Mentions by bar.</summary>
    public long[] ByBar { get; } = new long[bars.Starts.Length];

    /// <summary>Stretches of time that hold something, in microseconds; in no order.</summary>
    public List<(long From, long To)> Filled { get; } = [];

    /// <summary>By state and by tone.</summary>
    public MentionTotals Totals() => new(
        AllStates.Where(state => _states[(int)state] > 0).ToDictionary(state => state, state => _states[(int)state]),
        AllTones.Where(tone => _tones[(int)tone] > 0).ToDictionary(tone => tone, tone => _tones[(int)tone]));

    /// <summary>The sources with most mentions, most first.</summary>
    public IReadOnlyList<(string Source, long Count)> TopSources(int most) =>
        [.. _sources.Where(source => source.Value > 0).OrderByDescending(source => source.Value).ThenBy(source => source.Key, StringComparer.Ordinal).Take(most).Select(source => (source.Key, source.Value))];

    /// <summary>Adds mentions of one kind and time; how many of them fit the filter.</summary>
    public long Add(long time, string source, string tone, string state, long n = 1)
    {
        if (!filter.Fits(source))
        {
            return 0;
        }

        long counted = Add(ToneOf[tone], StateOf[state], n);
        AddSource(source, counted);
        ByBar[bars.IndexOf(time)] += counted;
        return counted;
    }

    /// <summary>Adds to tone and state alone; the caller sees to source and bar.</summary>
    public long Add(Tone tone, MentionState state, long n)
    {
        if (!filter.Fits(tone, state))
        {
            return 0;
        }

        _tones[(int)tone] += n;
        _states[(int)state] += n;
        return n;
    }

    /// <summary>Adds to a source.</summary>
    public void AddSource(ReadOnlySpan<char> source, long n)
    {
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> sources = _sources.GetAlternateLookup<ReadOnlySpan<char>>();
        sources[source] = (sources.TryGetValue(source, out long before) ? before : 0) + n;
    }
}
