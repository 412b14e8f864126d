using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// A text in folded form, with the kind of every character and, when asked for, its place in the original text. A reusable buffer: one
/// thread at a time.
/// </summary>
internal sealed class FoldedText
{
    // Longer texts are rare; their buffers (11 bytes a character) are let go instead of being kept for the life of the thread.
    private const int KeptCapacity = 16 * 1024;

    private char[] _chars = new char[1024];
    private CharKind[] _kinds = [];
    private int[] _starts = [];
    private int[] _ends = [];
    private string? _plain;
    private bool _keepsOffsets;

    /// <summary>UTF-16 units of the folded text.</summary>
    public int Length { get; private set; }

    /// <summary>The folded text. Every run of white space is one space.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>Whether a Greek or Cyrillic letter was written.</summary>
    public bool HasGreekOrCyrillic { get; private set; }

    public CharKind KindAt(int index) => _plain is null ? _kinds[index] : CharKinds.OfAscii(_plain[index]);

    /// <summary>Takes a text whose folded form is its lower case, character by character.</summary>
    public void SetPlain(string text)
    {
        (_plain, Length, HasGreekOrCyrillic) = (text, text.Length, false);
        if (_chars.Length < text.Length)
        {
            _chars = new char[text.Length];
        }

        Ascii.ToLower(text, _chars, out _);
    }

    /// <summary>Starts over with an empty text.</summary>
    public void Begin(int expectedLength, bool keepsOffsets)
    {
        (_plain, Length, HasGreekOrCyrillic, _keepsOffsets) = (null, 0, false, keepsOffsets);
        Reserve(expectedLength);
    }

    /// <summary>Writes an ASCII character that stands at <paramref name="at"/> in the original.</summary>
    public void AppendAscii(char c, int at)
    {
        if (char.IsWhiteSpace(c))
        {
            AppendSpace(at, at + 1);
            return;
        }

        var kind = CharKinds.OfAscii(c);
        Write((kind & CharKind.Upper) != 0 ? (char)(c | 0x20) : c, kind, at, at + 1);
    }

    /// <summary>Writes the folded form of the piece [start, end) of the original.</summary>
    public void Append(in CodePointFold fold, int start, int end)
    {
        switch (fold.Action)
        {
            case FoldAction.Skip:
                break;
            case FoldAction.Accent:
                ExtendLast(end);
                break;
            case FoldAction.Compose when TryCompose((char)fold.CodePoint):
                ExtendLast(end);
                break;
            case var _ when fold.CodePoint == ' ':
                AppendSpace(start, end);
                break;
            case var _ when fold.Expansion is { } expansion:
                foreach (var rune in expansion.EnumerateRunes())
                {
                    Write(rune.Value, (CharKinds.Of(rune) & ~CharKind.Upper) | (fold.Kind & CharKind.Upper), start, end);
                }

                break;
            default:
                Write(fold.CodePoint, fold.Kind, start, end);
                break;
        }
    }

    /// <summary>Puts another letter of the same kind in place of one.</summary>
    public void Replace(int index, char c) => _chars[index] = c;

    /// <summary>The piece of the original text that became [start, end) of the folded text. Needs kept offsets.</summary>
    public (int Start, int Length) OriginalOf(int start, int end)
    {
        if (_plain is not null)
        {
            return (start, end - start);
        }

        var first = _starts[start];
        return (first, _ends[end - 1] - first);
    }

    /// <summary>Lets go of the original text and of buffers that are too large to keep.</summary>
    public void Release()
    {
        _plain = null;
        Length = 0;
        if (_chars.Length > KeptCapacity)
        {
            (_chars, _kinds, _starts, _ends) = (new char[1024], [], [], []);
        }
    }

    private void AppendSpace(int start, int end)
    {
        if (Length > 0 && _chars[Length - 1] == ' ')
        {
            ExtendLast(end);
        }
        else
        {
            Write(' ', CharKind.None, start, end);
        }
    }

    private void ExtendLast(int end)
    {
        if (_keepsOffsets && Length > 0)
        {
            _ends[Length - 1] = end;
        }
    }

    private bool TryCompose(char mark)
    {
        var composed = Length > 0 ? Compositions.Of(_chars[Length - 1], mark) : '\0';
        if (composed == '\0')
        {
            return false;
        }

        _chars[Length - 1] = composed;
        return true;
    }

    private void Write(int codePoint, CharKind kind, int start, int end)
    {
        HasGreekOrCyrillic |= LookAlikes.IsCandidate(codePoint);
        if (codePoint > char.MaxValue)
        {
            Span<char> pair = stackalloc char[2];
            new Rune(codePoint).EncodeToUtf16(pair);
            Write(pair[0], kind, start, end);
            codePoint = pair[1];
        }

        if (Length == _kinds.Length || Length == _chars.Length)
        {
            Reserve((Length * 2) + 64);
        }

        _chars[Length] = (char)codePoint;
        _kinds[Length] = kind;
        if (_keepsOffsets)
        {
            _starts[Length] = start;
            _ends[Length] = end;
        }

        Length++;
    }

    private void Reserve(int capacity)
    {
        capacity = Math.Max(capacity, _chars.Length);
        Grow(ref _chars, capacity);
        Grow(ref _kinds, capacity);
        if (_keepsOffsets)
        {
            Grow(ref _starts, capacity);
            Grow(ref _ends, capacity);
        }
    }

    private static void Grow<T>(ref T[] array, int capacity)
    {
        if (array.Length < capacity)
        {
            Array.Resize(ref array, Math.Max(capacity, 1024));
        }
    }
}
