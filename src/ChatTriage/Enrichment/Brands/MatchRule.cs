using System.Diagnostics.CodeAnalysis;

namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// A brand's rule: which posts name the brand. Immutable; compared by content.
/// <list type="bullet">
/// <item>Terms: <c>word</c>, <c>"a phrase"</c>, <c>pref*</c> (4 letters or more before the *), <c>@handle</c>, <c>#tag</c>, <c>$cash</c>,
/// <c>author:handle</c>, <c>lang:en</c>, <c>source:bluesky</c>, and <c>{Visa}</c> or <c>{"Best Buy"}</c> for exactly this case.</item>
/// <item>AND, OR, NOT in capitals; NOT binds tighter than AND, AND tighter than OR; brackets group.</item>
/// <item>Quoted text is taken literally; a backslash inside quotes makes the next character literal.</item>
/// <item>Two terms side by side are an error, because half of the tools read them as AND and half as a phrase.</item>
/// <item>A rule that would hold for a post in which nothing was found is an error.</item>
/// </list>
/// </summary>
public sealed class MatchRule : IEquatable<MatchRule>
{
    /// <summary>The longest rule, in UTF-16 units.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The deepest nesting of brackets and NOTs.</summary>
    public const int MaxDepth = 64;

    internal MatchRule(RuleNode root) => Root = root;

    /// <summary>The top of the rule's tree.</summary>
    public RuleNode Root { get; }

    /// <summary>Whether it asks in which language a post is.</summary>
    public bool AsksForLanguage => Asks(Root);

    /// <summary>Reads a rule.</summary>
    /// <exception cref="MatchRuleException">The rule is empty, too long, too deep, not well formed, or would match every post.</exception>
    public static MatchRule Parse(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new MatchRule(new MatchRuleParser(rule).Parse());
    }

    /// <summary>Reads a rule; <paramref name="fault"/> says what is wrong when it cannot be read.</summary>
    public static bool TryParse(
        string? rule, [NotNullWhen(true)] out MatchRule? parsed, [NotNullWhen(false)] out MatchRuleException? fault)
    {
        try
        {
            (parsed, fault) = (Parse(rule ?? ""), null);
            return true;
        }
        catch (MatchRuleException exception)
        {
            (parsed, fault) = (null, exception);
            return false;
        }
    }

    /// <summary>The rule in its plainest spelling; parses to an equal rule.</summary>
    public override string ToString() => Root.ToString();

    /// <inheritdoc />
    public bool Equals(MatchRule? other) => other is not null && Root.Equals(other.Root);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as MatchRule);

    /// <inheritdoc />
    public override int GetHashCode() => Root.GetHashCode();

    private static bool Asks(RuleNode node) => node switch
    {
        OrNode or => or.Operands.Any(Asks),
        AndNode and => and.Operands.Any(Asks),
        NotNode not => Asks(not.Operand),
        TermNode term => term.Kind == TermKind.Language,
        _ => false,
    };
}
