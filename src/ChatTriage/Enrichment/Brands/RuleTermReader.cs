using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Reads the terms of one rule from left to right.</summary>
internal sealed class RuleTermReader(string rule)
{
    public const string CapitalsNeeded = "write AND, OR and NOT in capitals; to look for the word itself put it in quotes";

    private const int MinPrefix = 4;

    /// <summary>Index of the next character that was not read.</summary>
    public int Position { get; set; }

    public void SkipSpace()
    {
        while (Position < rule.Length && char.IsWhiteSpace(rule[Position]))
        {
            Position++;
        }
    }

    /// <summary>The characters up to the next space, bracket, brace or quote.</summary>
    public ReadOnlySpan<char> PeekWord()
    {
        var end = Position;
        while (end < rule.Length && !RuleSyntax.EndsBareTerm(rule[end]))
        {
            end++;
        }

        return rule.AsSpan(Position, end - Position);
    }

    /// <summary>Reads one term; the position must be on a character that is no space.</summary>
    public TermNode Read()
    {
        var at = Position;
        switch (rule[at])
        {
            case ')':
                throw Fault("a term is missing before this )", at);
            case '}':
                throw Fault("this } has no { before it", at);
            case '{':
                return ReadExactCase();
            case var c when RuleSyntax.Quotes.Contains(c):
                return Checked(TermKind.Text, ReadQuoted(), at);
        }

        var word = PeekWord().ToString();
        Position += word.Length;
        if (RuleSyntax.LooksLikeOperator(word))
        {
            throw Fault(RuleSyntax.IsOperator(word) ? $"a term is missing before {word}" : CapitalsNeeded, at);
        }

        return word[0] switch
        {
            '@' => ReadSigned(TermKind.Handle, word, at, ".-@"),
            '#' => ReadSigned(TermKind.Hashtag, word, at, ""),
            '$' => ReadSigned(TermKind.Cashtag, word, at, "."),
            '-' => throw Fault("write AND NOT instead of -; put text that begins with - in quotes", at),
            _ when word.Contains(':') && word[..word.IndexOf(':')].All(char.IsAsciiLetter) => ReadField(word, at),
            _ => ReadStarred(TermKind.Text, word, at),
        };
    }

    private TermNode ReadField(string word, int at)
    {
        var colon = word.IndexOf(':');
        var kind = word[..colon].ToUpperInvariant() switch
        {
            "AUTHOR" => TermKind.Author,
            "LANG" => TermKind.Language,
            "SOURCE" => TermKind.Source,
            _ => throw Fault("only author:, lang: and source: are known; put other text with a colon in quotes", at),
        };
        var valueAt = at + colon + 1;
        var quoted = valueAt == Position && Position < rule.Length && RuleSyntax.Quotes.Contains(rule[Position]);
        var value = quoted ? ReadQuoted() : word[(colon + 1)..];
        if (!quoted && value.IndexOf('*') is >= 0 and var star)
        {
            throw Fault($"a * does not work after {word[..colon]}:", valueAt + star);
        }

        value = kind == TermKind.Author ? value.TrimStart('@') : value;
        if (string.IsNullOrWhiteSpace(value))
        {
            throw Fault("write a value directly after the colon", valueAt);
        }

        return kind == TermKind.Language && !value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? throw Fault("a language is written like en or pt-BR", valueAt)
            : new TermNode(kind, value);
    }

    private TermNode ReadSigned(TermKind kind, string word, int at, string alsoAllowed)
    {
        var term = ReadStarred(kind, word, at, skip: 1);
        for (var i = 0; i < term.Text.Length; i++)
        {
            if (!char.IsSurrogate(term.Text[i]) && !alsoAllowed.Contains(term.Text[i]) && !IsWordCharacter(term.Text[i]))
            {
                throw Fault($"{word[0]} must be followed by letters and digits alone; put other text in quotes", at + 1 + i);
            }
        }

        return term;
    }

    private TermNode ReadStarred(TermKind kind, string word, int at, int skip = 0)
    {
        var star = word.IndexOf('*');
        if (star < 0)
        {
            return Checked(kind, word[skip..], at);
        }

        if (word.Length == 1)
        {
            throw Fault("a * cannot stand alone", at);
        }

        if (star < word.Length - 1)
        {
            throw Fault("a * may only stand at the end of a word", at + star);
        }

        var text = word[skip..star];
        return text.EnumerateRunes().Count(Rune.IsLetterOrDigit) < MinPrefix
            ? throw Fault($"a trailing * needs at least {MinPrefix} letters before it", at + star)
            : Checked(kind, text, at) with { IsPrefix = true };
    }

    private TermNode ReadExactCase()
    {
        var at = Position++;
        SkipSpace();
        if (Position < rule.Length && RuleSyntax.Quotes.Contains(rule[Position]))
        {
            var quoted = Checked(TermKind.ExactCase, ReadQuoted(), at);
            SkipSpace();
            if (Position == rule.Length || rule[Position] != '}')
            {
                throw Fault("this { is never closed", at);
            }

            Position++;
            return quoted;
        }

        var end = rule.IndexOf('}', Position);
        if (end < 0)
        {
            throw Fault("this { is never closed", at);
        }

        var text = rule[Position..end].TrimEnd();
        if (text.AsSpan().IndexOfAny("*{\"\\") is >= 0 and var bad)
        {
            throw Fault("between braces stands one word or one quoted phrase, without *", Position + bad);
        }

        Position = end + 1;
        return Checked(TermKind.ExactCase, text, at);
    }

    private string ReadQuoted()
    {
        var at = Position++;
        var text = new StringBuilder();
        var endsInStar = false;
        for (; Position < rule.Length; Position++)
        {
            var c = rule[Position];
            if (RuleSyntax.Quotes.Contains(c))
            {
                if (endsInStar)
                {
                    throw Fault("a * does nothing inside quotes; write \\* to look for the sign itself", Position - 1);
                }

                Position++;
                return text.ToString();
            }

            endsInStar = c == '*';
            if (c == '\\' && Position + 1 < rule.Length)
            {
                c = rule[++Position];
            }

            text.Append(c);
        }

        throw Fault("this quote is never closed", at);
    }

    private TermNode Checked(TermKind kind, string text, int at) =>
        FoldedTerm.HasSubstance(text)
            ? new TermNode(kind, text)
            : throw Fault("a term needs at least one letter, digit or symbol to look for", at);

    private static bool IsWordCharacter(char c) => (CharKinds.Of(c) & CharKind.Word) != 0;

    private MatchRuleException Fault(string message, int position) => new(message, position, rule);
}
