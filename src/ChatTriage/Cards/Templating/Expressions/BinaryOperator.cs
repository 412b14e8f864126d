using System.Collections.Frozen;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>An operator between two operands.</summary>
/// <remarks>The order of binding is the reference's: <c>==</c> binds tighter than <c>&lt;</c>, <c>&amp;</c> sits between them.</remarks>
/// <param name="Symbol">How it is written.</param>
/// <param name="Binding">The higher, the tighter.</param>
/// <param name="Apply">What it does; those that may skip an operand have a node of their own.</param>
internal sealed record BinaryOperator(string Symbol, int Binding, Func<CardValue, CardValue, CardValue> Apply)
{
    public const int Coalesce = 1;
    public const int Or = 2;
    public const int And = 3;
    public const int Power = 9;

    private static readonly FrozenDictionary<string, BinaryOperator> All = new BinaryOperator[]
    {
        new("??", Coalesce, NotCalled),
        new("||", Or, NotCalled),
        new("&&", And, NotCalled),
        new("<", 4, (a, b) => CardValue.From(Operators.Compare(a, b) < 0)),
        new("<=", 4, (a, b) => CardValue.From(Operators.Compare(a, b) <= 0)),
        new(">", 4, (a, b) => CardValue.From(Operators.Compare(a, b) > 0)),
        new(">=", 4, (a, b) => CardValue.From(Operators.Compare(a, b) >= 0)),
        new("&", 5, (a, b) => CardValue.From(a.Join() + b.Join())),
        new("==", 6, (a, b) => CardValue.From(a.Same(b))),
        new("!=", 6, (a, b) => CardValue.From(!a.Same(b))),
        new("<>", 6, (a, b) => CardValue.From(!a.Same(b))),
        new("+", 7, Operators.Add),
        new("-", 7, Operators.Subtract),
        new("*", 8, Operators.Multiply),
        new("/", 8, Operators.Divide),
        new("%", 8, Operators.Modulo),
        new("^", Power, Operators.Power),
    }.ToFrozenDictionary(known => known.Symbol);

    public static BinaryOperator? Find(string symbol) => All.GetValueOrDefault(symbol);

    private static CardValue NotCalled(CardValue left, CardValue right) => throw new NotSupportedException();
}
