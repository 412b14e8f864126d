namespace ChatTriage.Enrichment.Analysis;

/// <summary>How a text is written, whatever it says. Places 0 to 31.</summary>
internal struct StyleCounts
{
    private int _words;
    private int _shouted;
    private int _capitalised;
    private int _drawnOut;
    private int _handles;
    private int _urls;
    private int _tags;
    private int _numbers;
    private int _emoji;
    private int _exclamations;
    private int _questions;
    private int _dots;
    private int _quotes;
    private int _letters;
    private bool _beginsWithHandle;
    private TokenKind _last;
    private char _lastMark;
    private int _tokens;

    /// <summary>Counts the next token of the text.</summary>
    public void Add(in TextToken token)
    {
        _beginsWithHandle |= _tokens == 0 && token.Kind == TokenKind.Handle;
        _tokens++;
        switch (token.Kind)
        {
            case TokenKind.Word:
                _words++;
                _letters += token.Length;
                _shouted += token.IsShouted ? 1 : 0;
                _capitalised += token.IsCapitalised ? 1 : 0;
                _drawnOut += token.IsDrawnOut ? 1 : 0;
                break;
            case TokenKind.Handle:
                _handles++;
                break;
            case TokenKind.Url:
                _urls++;
                break;
            case TokenKind.Hashtag:
                _tags++;
                break;
            case TokenKind.Number:
                _numbers++;
                break;
            case TokenKind.Emoji:
                _emoji++;
                break;
        }

        _last = token.Kind;
    }

    /// <summary>Counts a run of one mark.</summary>
    public void AddMark(char mark, int count)
    {
        _exclamations += mark == '!' ? count : 0;
        _questions += mark == '?' ? count : 0;
        _dots += (mark == '.' && count > 1) || mark == '…' ? 1 : 0;
        _quotes += mark is '"' or '“' or '”' ? 1 : 0;
        _lastMark = mark;
    }

    /// <summary>Writes the features.</summary>
    public readonly void Write(ref FeatureWriter writer)
    {
        writer.Add(0, 1);
        writer.Add(1, Share(_shouted));
        writer.Add(2, Share(_capitalised));
        AddCount(ref writer, 3, _drawnOut);
        AddCount(ref writer, 4, _handles);
        AddCount(ref writer, 5, _urls);
        AddCount(ref writer, 6, _tags);
        AddCount(ref writer, 7, _numbers);
        AddCount(ref writer, 8, _emoji);
        AddCount(ref writer, 9, _exclamations);
        AddCount(ref writer, 10, _questions);
        AddCount(ref writer, 11, _dots);
        AddCount(ref writer, 12, _quotes);
        AddCount(ref writer, 13, _shouted);
        writer.Add(14, MathF.Min(_words, 60) / 20f);
        writer.Add(15, _words == 0 ? 0 : MathF.Min((float)_letters / _words, 12) / 6f);
        AddFlag(ref writer, 16, _beginsWithHandle);
        AddFlag(ref writer, 17, _last == TokenKind.Url);
        AddFlag(ref writer, 18, _last == TokenKind.Mark && _lastMark == '?');
        AddFlag(ref writer, 19, _last == TokenKind.Mark && _lastMark == '!');
        AddFlag(ref writer, 20, _urls == 0);
        AddFlag(ref writer, 21, _handles == 0);
    }

    private readonly float Share(int count) => _words == 0 ? 0 : (float)count / _words;

    private static void AddCount(ref FeatureWriter writer, int index, int count)
    {
        if (count > 0)
        {
            writer.Add(index, MathF.Min(MathF.Log2(1 + count), 3));
        }
    }

    private static void AddFlag(ref FeatureWriter writer, int index, bool flag)
    {
        if (flag)
        {
            writer.Add(index, 1);
        }
    }
}
