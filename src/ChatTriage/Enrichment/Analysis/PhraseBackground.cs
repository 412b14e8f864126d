using System.Collections.Frozen;
using System.IO.Compression;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>How common words are: in how many of 255 steps between "everywhere" and "never seen", by language. Only what is common is kept.</summary>
internal sealed class PhraseBackground
{
    /// <summary>Rareness of a word that the background has never seen.</summary>
    public const byte Unseen = 255;

    private const uint Magic = 0x31425443; // CTB1
    private readonly FrozenDictionary<string, FrozenDictionary<uint, byte>> _rareness;

    private PhraseBackground(Dictionary<string, FrozenDictionary<uint, byte>> rareness) => _rareness = rareness.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Rareness of the words of a language by hash; null when there is no background for it.</summary>
    public FrozenDictionary<uint, byte>? Of(string? language) => language is not null && _rareness.TryGetValue(language, out FrozenDictionary<uint, byte>? words) ? words : null;

    /// <summary>Reads a background file.</summary>
    public static PhraseBackground Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("The background of phrases is not of this version.");
        }

        var languages = new Dictionary<string, FrozenDictionary<uint, byte>>(StringComparer.Ordinal);
        for (int left = reader.ReadByte(); left > 0; left--)
        {
            string language = reader.ReadString();
            uint[] hashes = new uint[reader.ReadInt32()];
            uint hash = 0;
            for (int i = 0; i < hashes.Length; i++)
            {
                hash += reader.ReadUInt32();
                hashes[i] = hash;
            }

            byte[] rareness = reader.ReadBytes(hashes.Length);
            languages[language] = hashes.Zip(rareness).ToFrozenDictionary(word => word.First, word => word.Second);
        }

        return new PhraseBackground(languages);
    }

    /// <summary>Writes a background file: hashes in ascending order, each as its distance from the one before.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, SortedDictionary<uint, byte>> languages)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(Magic);
        writer.Write((byte)languages.Count);
        foreach ((string language, SortedDictionary<uint, byte> words) in languages.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Write(language);
            writer.Write(words.Count);
            uint last = 0;
            foreach (uint hash in words.Keys)
            {
                writer.Write(hash - last);
                last = hash;
            }

            writer.Write([.. words.Values]);
        }
    }
}
