using System.IO.Compression;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>How kind or unkind single English words are, after two lists; found by hash, without the words themselves.</summary>
internal sealed class Lexicon
{
    private const uint Magic = 0x314C5443; // CTL1
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

    /// <summary>Reads a file of word tones.</summary>
    public static Lexicon Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("A word list is not of this version.");
        }

        var entries = new KeyValuePair<uint, WordTone>[reader.ReadInt32()];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new(reader.ReadUInt32(), new WordTone(reader.ReadSByte(), reader.ReadSByte()));
        }

        return new Lexicon(entries);
    }

    /// <summary>Writes a file of word tones.</summary>
    public static void Write(Stream stream, SortedDictionary<uint, WordTone> entries)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(Magic);
        writer.Write(entries.Count);
        foreach ((uint hash, WordTone tone) in entries)
        {
            writer.Write(hash);
            writer.Write(tone.Vader);
            writer.Write(tone.Afinn);
        }
    }

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
