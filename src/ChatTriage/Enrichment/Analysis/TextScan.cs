using System.Runtime.CompilerServices;
using System.Text;
using ChatTriage.Enrichment.Brands;

namespace ChatTriage.Enrichment.Analysis;

/// <summary>
/// A text cut into tokens with their normalised forms: small letters, digits as 0, links, handles and brand names without their letters.
/// One a thread, used again and again, so that reading a text allocates nothing. Any text is accepted, of a long one the beginning.
/// </summary>
internal sealed class TextScan
{
    /// <summary>UTF-16 units of a text that are looked at.</summary>
    public const int MaxLength = 4000;

    private const int MaxTokens = 3000;

    [ThreadStatic]
    private static TextScan? t_current;

    private readonly TextToken[] _tokens = new TextToken[MaxTokens];

    // Every unit is written twice at most (a hashtag and its words), with blanks around each token.
    private readonly char[] _chars = new char[(MaxLength * 2) + (MaxTokens * 2) + 8];
    private int _tokenCount;
    private int _length;

    /// <summary>The tokens in text order; the words of a hashtag follow it.</summary>
    public Span<TextToken> Tokens => _tokens.AsSpan(0, _tokenCount);

    /// <summary>The normalised forms with blanks between them.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Scans a text; the result is good until the thread scans the next one.</summary>
    public static TextScan Of(ReadOnlySpan<char> text, TermMask mask)
    {
        TextScan scan = t_current ??= new TextScan();
        scan.Read(text.Length > MaxLength ? text[..MaxLength] : text);
        if (!mask.IsEmpty)
        {
            scan.Apply(mask);
        }

        return scan;
    }

    /// <summary>The hashes of the words of a term, and of all of them in one word, whatever signs stand before or between.</summary>
    public static uint[] WordsOf(string term, out uint joined)
    {
        var words = new List<uint>();
        joined = FeatureHash.Seed;
        TextScan scan = Of(term.Replace('@', ' ').Replace('#', ' ').Replace('$', ' '), TermMask.None);
        foreach (TextToken token in scan.Tokens)
        {
            if (token.Kind is TokenKind.Word or TokenKind.Number)
            {
                words.Add(token.Hash);
                foreach (char c in scan.FormOf(token))
                {
                    joined = FeatureHash.Add(joined, c);
                }
            }
        }

        return [.. words];
    }

    /// <summary>The normalised form of a token.</summary>
    public ReadOnlySpan<char> FormOf(in TextToken token) => _chars.AsSpan(token.Start, token.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(ReadOnlySpan<char> text)
    {
        _tokenCount = 0;
        _length = 1;
        _chars[0] = ' ';
        int at = 0;
        while (at < text.Length && _tokenCount < MaxTokens)
        {
            char c = text[at];
            at = CharClasses.Of(c) switch
            {
                CharClass.Blank => at + 1,
                CharClass.Letter => ReadWord(text, at),
                CharClass.Digit => ReadNumber(text, at),
                CharClass.Surrogate => ReadPair(text, at),
                CharClass.Picture => AddFixed(TokenKind.Emoji, c, 0, at, at + 1),
                _ => ReadMark(text, at),
            };
        }
    }

    private int ReadWord(ReadOnlySpan<char> text, int start)
    {
        int end = TokenEnds.OfUrl(text, start);
        if (end > start)
        {
            return AddFixed(TokenKind.Url, '\u0001', 0, start, end);
        }

        end = TokenEnds.OfWord(text, start);
        AddWord(TokenKind.Word, text, start, end);
        return end;
    }

    /// <summary>Digits; with letters behind them they are a word, as "4th" or "3g".</summary>
    private int ReadNumber(ReadOnlySpan<char> text, int start)
    {
        int end = TokenEnds.OfNumber(text, start);
        if (end < text.Length && CharClasses.Of(text[end]) == CharClass.Letter)
        {
            end = TokenEnds.OfWord(text, start);
            AddWord(TokenKind.Word, text, start, end);
            return end;
        }

        return AddFixed(TokenKind.Number, '0', 0, start, end);
    }

    private int ReadPair(ReadOnlySpan<char> text, int at)
    {
        if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            return at + 1;
        }

        switch (CharClasses.Of(rune))
        {
            case CharClass.Letter:
                AddWord(TokenKind.Word, text, at, TokenEnds.OfWord(text, at));
                return _tokens[_tokenCount - 1].SourceEnd;
            case CharClass.Picture:
                AddWord(TokenKind.Emoji, text, at, at + length);
                return at + length;
            default:
                return at + length;
        }
    }

    private int ReadMark(ReadOnlySpan<char> text, int at)
    {
        switch (text[at])
        {
            case '@' when TokenEnds.OfHandle(text, at) is var end && end > at:
                return AddFixed(TokenKind.Handle, '@', 0, at, end);
            case '#' or '＃' when TokenEnds.OfTag(text, at) is var end && end > at:
                ReadTag(text, at, end);
                return end;
            case '&' when HtmlEntities.TryRead(text[at..], out int codePoint) is var length and > 0:
                return ReadEntity(text, at, length, codePoint);
            case '\\' when TokenEnds.TryReadEscape(text[at..], out char escaped):
                return CharClasses.Of(escaped) == CharClass.Mark ? AddFixed(TokenKind.Mark, escaped, 1, at, at + TokenEnds.EscapeLength) : at + TokenEnds.EscapeLength;
        }

        int face = Emoticons.TryRead(text[at..], out byte mood);
        if (face > 0)
        {
            return AddFixed(TokenKind.Emoticon, (char)('\u0010' + mood), mood, at, at + face);
        }

        int after = at + 1;
        while (after < text.Length && text[after] == text[at])
        {
            after++;
        }

        return AddFixed(TokenKind.Mark, text[at], (byte)Math.Min(after - at, byte.MaxValue), at, after);
    }

    private int ReadEntity(ReadOnlySpan<char> text, int at, int length, int codePoint)
    {
        if (codePoint == '<' && text[(at + length)..] is ['3', ..])
        {
            return AddFixed(TokenKind.Emoticon, (char)('\u0010' + Emoticons.Heart), Emoticons.Heart, at, at + length + 1);
        }

        return codePoint > ' ' && codePoint < 0x10000 && CharClasses.Of((char)codePoint) == CharClass.Mark
            ? AddFixed(TokenKind.Mark, (char)codePoint, 1, at, at + length)
            : at + length;
    }

    private void ReadTag(ReadOnlySpan<char> text, int start, int end)
    {
        int tag = _tokenCount;
        AddWord(TokenKind.Hashtag, text, start + 1, end);
        _tokens[tag].SourceStart = start;
        for (int at = start + 1; at < end && _tokenCount < MaxTokens;)
        {
            int next = TokenEnds.OfTagWord(text, at, end);
            if (text[at] != '_')
            {
                AddWord(TokenKind.TagWord, text, at, next);
            }

            at = next;
        }
    }

    private int AddFixed(TokenKind kind, char form, byte count, int sourceStart, int sourceEnd)
    {
        uint hash = FeatureHash.Add(FeatureHash.Add(FeatureHash.Seed, form), count);
        _tokens[_tokenCount++] = new TextToken
        {
            Kind = kind,
            Count = count,
            Start = _length,
            Length = 1,
            SourceStart = sourceStart,
            SourceEnd = sourceEnd,
            Hash = hash,
            PlainHash = hash,
            StemHash = hash,
        };
        _chars[_length] = form;
        _chars[_length + 1] = ' ';
        _length += 2;
        return sourceEnd;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddWord(TokenKind kind, ReadOnlySpan<char> text, int sourceStart, int sourceEnd)
    {
        ref TextToken token = ref _tokens[_tokenCount++];
        token = new TextToken { Kind = kind, Start = _length, SourceStart = sourceStart, SourceEnd = sourceEnd, Hash = FeatureHash.Seed, PlainHash = FeatureHash.Seed };
        int capitals = 0;
        int letters = 0;
        int same = 0;
        char last = '\0';
        for (int i = sourceStart; i < sourceEnd; i++)
        {
            char written = text[i];
            i += written == '\\' ? TokenEnds.EscapeLength - 1 : 0;
            CharClass kindOfChar = CharClasses.Of(written);
            char c = kindOfChar switch { CharClass.Digit => '0', CharClass.Mark => '\'', _ => CharClasses.ToLower(written) };
            letters += kindOfChar == CharClass.Letter ? 1 : 0;
            capitals += c != written && kindOfChar == CharClass.Letter ? 1 : 0;
            same = c == last ? same + 1 : 1;
            last = c;
            if (same > 2 && kindOfChar == CharClass.Letter)
            {
                token.IsDrawnOut = true;
                continue;
            }

            _chars[_length++] = c;
            token.Hash = FeatureHash.Add(token.Hash, c);
        }

        token.Length = _length - token.Start;
        token.IsShouted = capitals > 1 && capitals == letters;
        token.IsCapitalised = capitals > 0 && CharClasses.ToLower(text[sourceStart]) != text[sourceStart];
        token.StemHash = FormOf(token) is [.. var stem, '\'', 's'] ? FeatureHash.Of(stem) : token.Hash;
        token.PlainHash = token.IsDrawnOut ? PlainHash(FormOf(token)) : token.Hash;
        _chars[_length++] = ' ';
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint PlainHash(ReadOnlySpan<char> form)
    {
        uint hash = FeatureHash.Seed;
        for (int i = 0; i < form.Length; i++)
        {
            if (i == 0 || form[i] != form[i - 1])
            {
                hash = FeatureHash.Add(hash, form[i]);
            }
        }

        return hash;
    }

    private void Apply(TermMask mask)
    {
        Span<TextToken> tokens = Tokens;
        int tag = -1;
        for (int i = 0; i < tokens.Length; i++)
        {
            tag = tokens[i].Kind switch { TokenKind.Hashtag => i, TokenKind.TagWord => tag, _ => -1 };
            if (tokens[i].Kind is not (TokenKind.Word or TokenKind.Hashtag or TokenKind.TagWord or TokenKind.Number))
            {
                continue;
            }

            int words = mask.Covers(tokens[i..]);
            for (int k = 0; k < words; k++)
            {
                tokens[i + k].Kind = k == 0 ? TokenKind.Masked : TokenKind.Skipped;
            }

            // "#UnitedFails" without the brand is "fails" alone, whichever brand it was.
            if (words > 0 && tag >= 0 && tag < i)
            {
                tokens[tag].Kind = TokenKind.Skipped;
            }

            i += Math.Max(0, words - 1);
        }
    }
}
