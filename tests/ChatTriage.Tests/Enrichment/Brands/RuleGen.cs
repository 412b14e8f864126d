using System.Collections.Immutable;
using ChatTriage.Enrichment.Brands;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Brands;

/// <summary>Random rules and texts over a small vocabulary, so that they meet often.</summary>
internal static class RuleGen
{
    private static readonly string[] Words =
    [
        "a", "aa", "ab", "aba", "b", "Acme", "acme", "ACME", "Acme's", "H&M", "C++", "Nestlé", "straße", "アップル", "苹果", "애플", "Яндекс", "А", "İ",
        "best buy", "Best  Buy", "a b a", "and", "-x", "x:y", "\"q\"", "a*", "a\\b", "(x)", "😀", "{b}",
    ];

    private static readonly string[] Handles = ["a", "acme", "Acme", "acme_x", "acme.b.c", "ab"];

    private static readonly string[] Glue =
        [" ", "  ", "", "_", "-", ".", "#", "@", "$", "é", "\u0301", "\u200B", "&amp;", "&", "?", "の", "は", "은", "1", "\n", "\uD800", "://", "/", "b", "B"];

    private static readonly Gen<RuleNode> Term = Gen.Frequency(
        (6, Gen.OneOf(Words).Select(word => (RuleNode)new TermNode(TermKind.Text, word))),
        (2, Gen.OneOf(Words).Select(word => (RuleNode)new TermNode(TermKind.ExactCase, word))),
        (1, Gen.OneOf("acme", "Nestlé", "best", "アップル").Select(word => (RuleNode)new TermNode(TermKind.Text, word, IsPrefix: true))),
        (1, Gen.OneOf(Handles).Select(name => (RuleNode)new TermNode(TermKind.Handle, name))),
        (1, Gen.OneOf("a", "acme", "アップル").Select(name => (RuleNode)new TermNode(TermKind.Hashtag, name))),
        (1, Gen.OneOf("a", "ACME").Select(name => (RuleNode)new TermNode(TermKind.Cashtag, name))),
        (1, Gen.OneOf("acme", "Some One").Select(name => (RuleNode)new TermNode(TermKind.Author, name))),
        (1, Gen.OneOf("en", "en-GB", "de").Select(name => (RuleNode)new TermNode(TermKind.Language, name))),
        (1, Gen.OneOf("x", "Bluesky").Select(name => (RuleNode)new TermNode(TermKind.Source, name))));

    public static readonly Gen<MatchRule> Rule = Gen.Int[0, 3].SelectMany(Node).Where(node => !node.HoldsWithoutHits).Select(node => new MatchRule(node));

    public static readonly Gen<string> Text =
        Gen.Select(Gen.OneOf([.. Words, .. Handles]), Gen.OneOf(Glue), (word, glue) => word + glue).Array[0, 12].Select(string.Concat);

    public static readonly Gen<MatchInput> Input = Gen.Select(
        Text, Gen.OneOf("x", "bluesky"), Gen.OneOf(null, "acme", "@Acme", "some one"), Gen.OneOf(null, "en", "en-GB", "de-AT", "fr"),
        (text, source, author, language) => new MatchInput(text, source, author, language));

    private static Gen<RuleNode> Node(int depth) => depth == 0
        ? Term
        : Gen.Frequency(
            (2, Term),
            (1, Node(depth - 1).Select(node => (RuleNode)new NotNode(node))),
            (2, Node(depth - 1).Array[2, 4].Select(nodes => (RuleNode)new AndNode(nodes.ToImmutableArray()))),
            (2, Node(depth - 1).Array[2, 4].Select(nodes => (RuleNode)new OrNode(nodes.ToImmutableArray()))));
}
