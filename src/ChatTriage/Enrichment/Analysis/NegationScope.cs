namespace ChatTriage.Enrichment.Analysis;

/// <summary>Which words stand under a negation: the four after one, up to the end of the clause.</summary>
internal struct NegationScope
{
    private const int Reach = 4;
    private int _left;

    /// <summary>Whether this token, the next of the text, is negated.</summary>
    public bool Next(in TextToken token, ReadOnlySpan<char> form)
    {
        if (token.Kind is TokenKind.Mark && form[0] is '.' or ',' or '!' or '?' or ';' or ':')
        {
            _left = 0;
        }

        bool isWord = token.Kind is TokenKind.Word;
        bool isNegated = isWord && _left > 0;
        _left -= isNegated ? 1 : 0;
        if (isWord && EnglishWords.IsNegation(form))
        {
            _left = Reach;
        }

        return isNegated;
    }
}
