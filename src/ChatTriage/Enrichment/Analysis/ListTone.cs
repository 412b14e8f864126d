namespace ChatTriage.Enrichment.Analysis;

/// <summary>What one list says about a text: 32 places from a given one on.</summary>
internal struct ListTone
{
    private const int Steps = 9;

    private float _kind;
    private float _unkind;
    private float _kindest;
    private float _unkindest;
    private float _last;
    private float _afterTurn;
    private int _kindWords;
    private int _unkindWords;
    private bool _hasTurn;

    /// <summary>Counts a word.</summary>
    public void Add(float valence)
    {
        if (valence == 0)
        {
            return;
        }

        _kind += Math.Max(valence, 0);
        _unkind += Math.Max(-valence, 0);
        _kindest = Math.Max(_kindest, valence);
        _unkindest = Math.Max(_unkindest, -valence);
        _kindWords += valence > 0 ? 1 : 0;
        _unkindWords += valence < 0 ? 1 : 0;
        _afterTurn += _hasTurn ? valence : 0;
        _last = valence;
    }

    /// <summary>"But": what follows weighs more than what was said.</summary>
    public void Turn()
    {
        _hasTurn = true;
        _afterTurn = 0;
    }

    /// <summary>Writes the features.</summary>
    public readonly void Write(ref FeatureWriter writer, int first)
    {
        float sum = _kind - _unkind;
        float compound = sum / MathF.Sqrt((sum * sum) + 15);
        writer.Add(first, compound * 2);
        writer.Add(first + 1, MathF.Min(_kind, 12) / 4);
        writer.Add(first + 2, MathF.Min(_unkind, 12) / 4);
        writer.Add(first + 3, _kindest / 3);
        writer.Add(first + 4, _unkindest / 3);
        writer.Add(first + 5, Math.Clamp(_last / 3, -2, 2));
        writer.Add(first + 6, Math.Clamp(_afterTurn / 3, -2, 2));
        writer.Add(first + 7, MathF.Min(_kindWords, 6) / 3f);
        writer.Add(first + 8, MathF.Min(_unkindWords, 6) / 3f);
        if (_kindWords == 0 && _unkindWords == 0)
        {
            writer.Add(first + 9, 1);
        }

        if (_kindWords > 0 && _unkindWords > 0)
        {
            writer.Add(first + 10, 1);
        }

        writer.Add(first + 11 + Math.Clamp((int)((compound + 1) / 2 * Steps), 0, Steps - 1), 1);
    }
}
