using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Questions with a boolean answer.</summary>
internal static class LogicFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("not", 1, 1, a => Operators.Not(a[0])),
        new("equals", 2, 2, a => CardValue.From(a[0].Same(a[1]))),
        new("notEquals", 2, 2, a => CardValue.From(!a[0].Same(a[1]))),
        new("less", 2, 2, a => CardValue.From(Operators.Compare(a[0], a[1]) < 0)),
        new("lessOrEquals", 2, 2, a => CardValue.From(Operators.Compare(a[0], a[1]) <= 0)),
        new("greater", 2, 2, a => CardValue.From(Operators.Compare(a[0], a[1]) > 0)),
        new("greaterOrEquals", 2, 2, a => CardValue.From(Operators.Compare(a[0], a[1]) >= 0)),
        new("exists", 1, 1, a => CardValue.From(!a[0].IsNothing)),
        new("empty", 1, 1, a => CardValue.From(IsEmpty(a[0]))),
        new("isString", 1, 1, a => CardValue.From(a[0].Kind == CardValueKind.Text)),
        new("isInteger", 1, 1, a => CardValue.From(a[0].IsInteger)),
        new("isFloat", 1, 1, a => CardValue.From(a[0].Kind == CardValueKind.Number && !a[0].IsInteger)),
        new("isBoolean", 1, 1, a => CardValue.From(a[0].Kind == CardValueKind.Boolean)),
        new("isArray", 1, 1, a => CardValue.From(a[0].Kind == CardValueKind.List)),
        new("isObject", 1, 1, a => CardValue.From(a[0].Kind is CardValueKind.Object or CardValueKind.List)),
    ];

    private static bool IsEmpty(CardValue value) =>
        value.Kind is not (CardValueKind.Number or CardValueKind.Boolean) && value.Count == 0;
}
