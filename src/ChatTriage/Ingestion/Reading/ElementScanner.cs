using System.Buffers;

namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// Finds where a JSON value ends, by its brackets and quotes alone. It may be fed in pieces, needs no memory for depth and judges
/// nothing: whether the value is good JSON is seen when it is parsed, and a value too large or too deep to parse can be passed over.
/// </summary>
internal struct ElementScanner
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(",]} \t\r\n"u8);

    private Shape _shape;
    private long _depth;
    private bool _inText;
    private bool _escaped;

    private enum Shape
    {
        Unknown,
        Scalar,
        Delimited,
    }

    /// <summary>The deepest nesting seen so far.</summary>
    public long Deepest { get; private set; }

    /// <summary>Goes on with the next piece; the first must start with the first byte of the value.</summary>
    /// <returns>How many bytes of this piece belong to the value, or -1 when the value goes on behind it.</returns>
    public int Scan(ReadOnlySpan<byte> piece)
    {
        if (_shape == Shape.Unknown && !piece.IsEmpty)
        {
            _shape = piece[0] is (byte)'"' or (byte)'{' or (byte)'[' ? Shape.Delimited : Shape.Scalar;
        }

        if (_shape == Shape.Scalar)
        {
            return piece.IndexOfAny(ScalarEnds);
        }

        for (var at = 0; at < piece.Length;)
        {
            at = _inText ? ScanText(piece, at) : ScanStructure(piece, at);
            if (at > 0 && _depth == 0 && !_inText)
            {
                return at;
            }
        }

        return -1;
    }

    private int ScanText(ReadOnlySpan<byte> piece, int at)
    {
        if (_escaped)
        {
            _escaped = false;
            return at + 1;
        }

        var stop = piece[at..].IndexOfAny((byte)'"', (byte)'\\');
        if (stop < 0)
        {
            return piece.Length;
        }

        _escaped = piece[at + stop] == (byte)'\\';
        _inText = _escaped;
        return at + stop + 1;
    }

    private int ScanStructure(ReadOnlySpan<byte> piece, int at)
    {
        var stop = piece[at..].IndexOfAny(Structure);
        if (stop < 0)
        {
            return piece.Length;
        }

        switch (piece[at + stop])
        {
            case (byte)'"':
                _inText = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                Deepest = Math.Max(Deepest, _depth);
                break;
            default:
                _depth--;
                break;
        }

        return at + stop + 1;
    }
}
