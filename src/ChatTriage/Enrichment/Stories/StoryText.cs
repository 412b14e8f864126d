using System.Globalization;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// The words of a post as they are compared: without case, punctuation, links, handles and repost marks, one space between words. On the way it notes the
/// numbers and the words of denial, because two posts that differ in those do not say the same.
/// </summary>
internal sealed class StoryText
{
    private const int MaxNumbers = 256;
    private readonly ulong[] _numbers = new ulong[MaxNumbers];
    private readonly char[] _words = new char[StoryReader.Searched + 2];
    private int _length;
    private int _numberCount;
    private int _wordStart;
    private ulong _denials;

    /// <summary>What is left of the text.</summary>
    public ReadOnlySpan<char> Words => _words.AsSpan(0, _length);

    /// <summary>The set of numbers in it, as one value.</summary>
    public ulong Numbers { get; private set; }

    /// <summary>The set of words of denial in it, as one value.</summary>
    public ulong Denials => _denials;

    /// <summary>Reads a text of at most <see cref="StoryReader.Searched"/> characters.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        (_length, _numberCount, _wordStart, _denials) = (0, 0, 0, 0);
        for (int i = 0; i < text.Length;)
        {
            int skipped = StoryMarks.LengthAt(text, i);
            if (skipped > 0)
            {
                EndWord();
                i += skipped;
            }
            else
            {
                i = char.IsDigit(text[i]) ? TakeNumber(text, i) : TakeSign(text, i);
            }
        }

        EndWord();
        if (_length > 0 && _words[_length - 1] == ' ')
        {
            _length--;
        }

        Numbers = SetOfNumbers();
    }

    private int TakeSign(ReadOnlySpan<char> text, int at)
    {
        char sign = text[at];
        if (char.IsAsciiLetter(sign))
        {
            _words[_length++] = (char)(sign | 0x20);
        }
        else if (sign < 128)
        {
            // The apostrophe of a short form belongs to its word, written or not.
            if (sign != '\'' || !IsInWord(text, at))
            {
                EndWord();
            }
        }
        else
        {
            TakeOther(text, at, sign);
        }

        return at + 1;
    }

    private void TakeOther(ReadOnlySpan<char> text, int at, char sign)
    {
        switch (char.GetUnicodeCategory(sign))
        {
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter:
                _words[_length++] = char.ToLowerInvariant(sign);
                break;
            case UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter:
                _denials |= Negations.MarkOf(sign, _length > 0 ? _words[_length - 1] : ' ');
                _words[_length++] = sign;
                break;
            case UnicodeCategory.NonSpacingMark when sign is '\uFE0E' or '\uFE0F':
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Surrogate or UnicodeCategory.OtherSymbol
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                _words[_length++] = sign;
                break;
            default:
                if (sign is not ('\u2019' or '\u02BC') || !IsInWord(text, at))
                {
                    EndWord();
                }

                break;
        }
    }

    /// <summary>1,000 and 3.5 are one number each; 12:30 and 5/12 are two, which comes to the same.</summary>
    private int TakeNumber(ReadOnlySpan<char> text, int at)
    {
        ulong number = 1;
        while (at < text.Length)
        {
            char sign = text[at];
            if (char.IsDigit(sign))
            {
                char digit = (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(sign));
                number = TextHash.Join(number, digit);
                _words[_length++] = digit;
            }
            else if (sign is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]))
            {
                number = TextHash.Join(number, sign);
            }
            else
            {
                break;
            }

            at++;
        }

        _numbers[Math.Min(_numberCount, MaxNumbers - 1)] = _numberCount < MaxNumbers ? number : TextHash.Join(_numbers[MaxNumbers - 1], number);
        _numberCount++;
        return at;
    }

    private static bool IsInWord(ReadOnlySpan<char> text, int at) => at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);

    private void EndWord()
    {
        if (_length == 0 || _words[_length - 1] == ' ')
        {
            _wordStart = _length;
            return;
        }

        _denials |= Negations.MarkOf(_words.AsSpan(_wordStart, _length - _wordStart));
        _words[_length++] = ' ';
        _wordStart = _length;
    }

    private ulong SetOfNumbers()
    {
        Span<ulong> numbers = _numbers.AsSpan(0, Math.Min(_numberCount, MaxNumbers));
        numbers.Sort();
        ulong set = 0, last = 0;
        foreach (ulong number in numbers)
        {
            set = number == last ? set : TextHash.Join(set, number);
            last = number;
        }

        return set;
    }
}
