namespace ChatTriage.Enrichment.Analysis;

/// <summary>How kind or unkind single English words are, after two lists; found by hash, without the words themselves.</summary>
internal sealed class Lexicon
{
    private readonly uint[] _hashes;
    private readonly WordTone[] _tones;
    private readonly int _mask;

    /// <param name="entries">Hashes of words with their tones, each hash once.</param>
    public Lexicon(IReadOnlyCollection<KeyValuePair<uint, WordTone>> entries)
    {
        int size = 1;
        while (size < entries.Count * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _hashes = new uint[size];
        _tones = new WordTone[size];
        foreach ((uint hash, WordTone tone) in entries)
        {
            int at = Place(hash);
            while (!_tones[at].IsNone)
            {
                at = (at + 1) & _mask;
            }

            (_hashes[at], _tones[at]) = (hash, tone);
        }
    }

    /// <summary>A lexicon without words.</summary>
    public static Lexicon Empty { get; } = new([]);

    /// <summary>The tone of a word; none when it is in no list.</summary>
    public WordTone Find(uint hash)
    {
        int at = Place(hash);
        while (!_tones[at].IsNone)
        {
            if (_hashes[at] == hash)
            {
                return _tones[at];
            }

            at = (at + 1) & _mask;
        }

        return default;
    }

    /// <summary>The tone of a token; drawn-out words are looked for in both spellings.</summary>
    public WordTone Find(in TextToken token)
    {
        WordTone tone = Find(token.Hash);
        return tone.IsNone && token.IsDrawnOut ? Find(token.PlainHash) : tone;
    }

    private int Place(uint hash) => (int)FeatureHash.Mix(hash) & _mask;
}
