using System.Collections.Immutable;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Recursive descent over one rule: operators and brackets. Terms are read by <see cref="RuleTermReader"/>.</summary>
internal sealed class MatchRuleParser(string rule)
{
    private readonly RuleTermReader _terms = new(rule);
    private int _depth;
    private int _firstNot = -1;

    public RuleNode Parse()
    {
        if (rule.Length > MatchRule.MaxLength)
        {
            throw Fault($"a rule may have at most {MatchRule.MaxLength:N0} characters", MatchRule.MaxLength);
        }

        if (AtEnd())
        {
            throw Fault("the rule is empty", 0);
        }

        var root = ParseOr();
        if (!AtEnd())
        {
            throw Fault("this ) has no ( before it", _terms.Position);
        }

        return root.HoldsWithoutHits
            ? throw Fault("this would match every post that lacks a word; add AND with something the post must have", _firstNot)
            : root;
    }

    private RuleNode ParseOr()
    {
        var operands = ImmutableArray.CreateBuilder<RuleNode>();
        do
        {
            operands.Add(ParseAnd());
        }
        while (TryTake("OR"));
        return operands.Count == 1 ? operands[0] : new OrNode(operands.ToImmutable());
    }

    private RuleNode ParseAnd()
    {
        var operands = ImmutableArray.CreateBuilder<RuleNode>();
        do
        {
            operands.Add(ParseNot());
        }
        while (TryTake("AND"));
        RefuseNeighbour();
        return operands.Count == 1 ? operands[0] : new AndNode(operands.ToImmutable());
    }

    private RuleNode ParseNot()
    {
        if (AtEnd())
        {
            throw Fault("a term is missing at the end", rule.Length);
        }

        var at = _terms.Position;
        if (TryTake("NOT"))
        {
            _firstNot = _firstNot < 0 ? at : _firstNot;
            return new NotNode(Nested(at, ParseNot));
        }

        return rule[at] == '(' ? ParseBrackets(at) : _terms.Read();
    }

    private RuleNode ParseBrackets(int opened)
    {
        _terms.Position++;
        var inside = Nested(opened, ParseOr);
        if (AtEnd())
        {
            throw Fault("this ( is never closed", opened);
        }

        _terms.Position++;
        return inside;
    }

    private RuleNode Nested(int at, Func<RuleNode> parse)
    {
        if (++_depth > MatchRule.MaxDepth)
        {
            throw Fault($"brackets and NOTs may be nested at most {MatchRule.MaxDepth} deep", at);
        }

        var node = parse();
        _depth--;
        return node;
    }

    private void RefuseNeighbour()
    {
        if (AtEnd() || rule[_terms.Position] == ')' || _terms.PeekWord() is "OR")
        {
            return;
        }

        throw Fault(
            _terms.PeekWord() switch
            {
                "NOT" => "write AND NOT or OR NOT between terms",
                var word when RuleSyntax.LooksLikeOperator(word) => RuleTermReader.CapitalsNeeded,
                ['*', ..] => "a * may only stand at the end of one word, outside quotes and braces",
                _ => "write AND or OR between terms; put phrases in quotes",
            },
            _terms.Position);
    }

    private bool TryTake(string keyword)
    {
        _terms.SkipSpace();
        if (!_terms.PeekWord().SequenceEqual(keyword))
        {
            return false;
        }

        _terms.Position += keyword.Length;
        return true;
    }

    private bool AtEnd()
    {
        _terms.SkipSpace();
        return _terms.Position == rule.Length;
    }

    private MatchRuleException Fault(string message, int position) => new(message, position, rule);
}
