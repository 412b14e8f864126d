namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Reads a post for comparing it with others: the set of its runs of five characters, 16 keys under which near-identical posts meet, and what must be equal
/// whatever else is alike. It keeps its room between two texts, so it belongs to one thread at a time.
/// </summary>
public sealed class StoryReader
{
    /// <summary>How much of a text is looked at; what follows must be the same.</summary>
    public const int Searched = 4_000;

    /// <summary>Shorter texts are alike by chance.</summary>
    public const int MinLength = 25;

    /// <summary>Keys of a text.</summary>
    public const int Bands = 16;

    private const int BandRows = 4;
    private const int Bins = 64;
    private const int Run = 5;

    /// <summary>How much of a quoted post tells it from another one, which may be cut at its end.</summary>
    private const int QuoteStart = 24;

    private static readonly byte[] Borrowed = BorrowOrder();
    private readonly StoryText _words = new();
    private readonly StoryText _quote = new();
    private readonly uint[] _shingles = new uint[Searched];
    private readonly uint[] _bins = new uint[Bins];
    private readonly ulong[] _keys = new ulong[Bands];
    private readonly char[] _comment = new char[Searched + 1];
    private int _count;

    /// <summary>The words as they are compared.</summary>
    public ReadOnlySpan<char> Words => _words.Words;

    /// <summary>The set of runs of five characters, rising.</summary>
    public ReadOnlySpan<uint> Shingles => _shingles.AsSpan(0, _count);

    /// <summary>Where near-identical texts of the same brand and the same marks meet.</summary>
    public ReadOnlySpan<ulong> Keys => _keys;

    /// <summary>What must be equal: numbers, denials, what is quoted, the end of a very long text.</summary>
    public ulong Marks { get; private set; }

    /// <summary>Reads a text; false when it is too short to be told from others.</summary>
    /// <param name="text">The words of a post, however long.</param>
    /// <param name="brand">Posts of different brands never meet.</param>
    public bool Read(string text, string? brand)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, Searched));
        ulong quoted = 0;
        if (StoryQuote.TryFind(start, out Range quote))
        {
            quoted = ReadComment(start, quote);
        }
        else
        {
            _words.Read(start);
        }

        Marks = TextHash.Join(TextHash.Join(_words.Numbers, _words.Denials), quoted);
        if (text.Length > Searched)
        {
            Marks = TextHash.Join(Marks, (uint)string.GetHashCode(text.AsSpan(Searched)));
        }

        ReadOnlySpan<char> words = _words.Words;
        if (words.Length < MinLength)
        {
            _count = 0;
            return false;
        }

        CutIntoRuns(words);
        MakeKeys(TextHash.Join(brand is null ? 0 : TextHash.Of(brand), Marks));
        return true;
    }

    /// <summary>What is kept of a text that others may turn out to be like.</summary>
    public StorySketch Keep() => new([.. Shingles], [.. _keys], Marks);

    /// <summary>Whether the other text says the same: enough of its runs, and everything that must be equal.</summary>
    public bool Resembles(StoryReader other) => Marks == other.Marks && StorySketch.Similarity(Shingles, other.Shingles) >= StorySketch.SimilarFrom;

    /// <summary>Whether the other text has the same words in the same order.</summary>
    public bool SaysExactly(StoryReader other) => Marks == other.Marks && Words.SequenceEqual(other.Words);

    /// <summary>Somebody's post in quotation marks with a comment: the comment is what is said. Without one, the quoted post is.</summary>
    private ulong ReadComment(ReadOnlySpan<char> text, Range quote)
    {
        (int at, int length) = quote.GetOffsetAndLength(text.Length);
        ReadOnlySpan<char> end = text[(at + length)..];
        text[..at].CopyTo(_comment);

        // The two ends of the comment must not grow into one word.
        _comment[at] = ' ';
        end.CopyTo(_comment.AsSpan(at + 1));
        _words.Read(_comment.AsSpan(0, at + 1 + end.Length));
        if (!_words.Words.ContainsAnyExcept(' '))
        {
            _words.Read(text[quote]);
            return 0;
        }

        _quote.Read(text[quote]);
        ReadOnlySpan<char> quoted = _quote.Words;
        return TextHash.Of(quoted[..Math.Min(quoted.Length, QuoteStart)]);
    }

    private void CutIntoRuns(ReadOnlySpan<char> words)
    {
        _bins.AsSpan().Fill(uint.MaxValue);
        ulong four = 0;
        for (int i = 0; i < Run - 1; i++)
        {
            four = (four << 16) | words[i];
        }

        int count = 0;
        for (int i = Run - 1; i < words.Length; i++)
        {
            ulong hash = TextHash.Mix((four * 0x9E3779B97F4A7C15) ^ words[i]);
            four = (four << 16) | words[i];
            _shingles[count++] = (uint)hash;
            ref uint bin = ref _bins[hash >> 58];
            bin = Math.Min(bin, (uint)(hash >> 26) & 0xFFFFFFFE);
        }

        Span<uint> runs = _shingles.AsSpan(0, count);
        runs.Sort();
        _count = 1;
        for (int i = 1; i < count; i++)
        {
            if (runs[i] != runs[_count - 1])
            {
                runs[_count++] = runs[i];
            }
        }
    }

    /// <summary>An empty bin borrows from the first full one in an order of its own, the same for every text.</summary>
    private void MakeKeys(ulong seed)
    {
        for (int band = 0; band < Bands; band++)
        {
            ulong key = TextHash.Join(seed, (ulong)band);
            for (int row = band * BandRows; row < (band + 1) * BandRows; row++)
            {
                uint value = _bins[row];
                for (int next = row * Bins; value == uint.MaxValue; next++)
                {
                    value = _bins[Borrowed[next]];
                }

                key = (key ^ value) * 0x9E3779B97F4A7C15;
                key ^= key >> 29;
            }

            _keys[band] = TextHash.Mix(key);
        }
    }

    private static byte[] BorrowOrder()
    {
        byte[] order = new byte[Bins * Bins];
        for (int bin = 0; bin < Bins; bin++)
        {
            byte[] bins = [.. Enumerable.Range(0, Bins).OrderBy(other => TextHash.Join((ulong)bin + 1, (ulong)other + 1)).Select(other => (byte)other)];
            bins.CopyTo(order, bin * Bins);
        }

        return order;
    }
}
