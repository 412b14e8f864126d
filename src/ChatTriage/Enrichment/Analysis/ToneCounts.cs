namespace ChatTriage.Enrichment.Analysis;

/// <summary>How kind the words of a text are after the lists of a <see cref="Lexicon"/>, with negations and strengthening words. Places 32 to 95.</summary>
internal struct ToneCounts
{
    private const float Turned = -0.74f;
    private const float Shouted = 1.3f;

    private NegationScope _negation;
    private ListTone _vader;
    private ListTone _afinn;
    private float _boost;

    /// <summary>Counts the next token of the text.</summary>
    public void Add(in TextToken token, ReadOnlySpan<char> form, Lexicon lexicon)
    {
        bool isNegated = _negation.Next(token, form);
        if (token.Kind is not (TokenKind.Word or TokenKind.TagWord or TokenKind.Emoji))
        {
            return;
        }

        if (form is "but" or "however" or "though" or "although")
        {
            _vader.Turn();
            _afinn.Turn();
        }

        WordTone tone = lexicon.Find(token);
        if (!tone.IsNone)
        {
            float factor = (isNegated ? Turned : 1) * (1 + _boost) * (token.IsShouted ? Shouted : 1);
            _vader.Add(tone.Vader / WordTone.VaderScale * factor);
            _afinn.Add(tone.Afinn * factor);
        }

        _boost = EnglishWords.Boost(form);
    }

    /// <summary>Writes the features.</summary>
    public readonly void Write(ref FeatureWriter writer)
    {
        _vader.Write(ref writer, 32);
        _afinn.Write(ref writer, 64);
    }
}
