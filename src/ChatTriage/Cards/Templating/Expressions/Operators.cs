namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>What operators do, and the functions that do the same under a name.</summary>
internal static class Operators
{
    /// <summary>Adds numbers; with a string on either side, concatenates.</summary>
    public static CardValue Add(CardValue left, CardValue right) => (left.Kind, right.Kind) switch
    {
        (CardValueKind.Number, CardValueKind.Number) => CardValue.From(left.Number + right.Number),
        (CardValueKind.Text or CardValueKind.Number, CardValueKind.Text or CardValueKind.Number) => CardValue.From(left.Show() + right.Show()),
        _ => throw new ExpressionFaultException($"numbers or strings can be added, not {left.Describe()} and {right.Describe()}"),
    };

    public static CardValue Subtract(CardValue left, CardValue right) => CardValue.From(left.NeedNumber() - right.NeedNumber());

    public static CardValue Multiply(CardValue left, CardValue right) => CardValue.From(left.NeedNumber() * right.NeedNumber());

    /// <summary>Divides; two whole numbers give a whole number, cut off towards zero.</summary>
    public static CardValue Divide(CardValue left, CardValue right)
    {
        if (right.NeedNumber() == 0)
        {
            throw new ExpressionFaultException("division by zero");
        }

        var quotient = left.NeedNumber() / right.Number;
        return CardValue.From(left.IsInteger && right.IsInteger ? Math.Truncate(quotient) : quotient);
    }

    public static CardValue Modulo(CardValue left, CardValue right) => right.NeedNumber() == 0
        ? throw new ExpressionFaultException("division by zero")
        : CardValue.From(left.NeedNumber() % right.Number);

    public static CardValue Power(CardValue left, CardValue right) => CardValue.From(Math.Pow(left.NeedNumber(), right.NeedNumber()));

    public static CardValue Negate(CardValue value) => CardValue.From(-value.NeedNumber());

    public static CardValue Not(CardValue value) => CardValue.From(!value.IsTrue);

    /// <summary>The order of two numbers or two strings; null, which makes every comparison false, for anything else.</summary>
    public static int? Compare(CardValue left, CardValue right) => (left.Kind, right.Kind) switch
    {
        (CardValueKind.Number, CardValueKind.Number) => left.Number.CompareTo(right.Number),
        (CardValueKind.Text, CardValueKind.Text) => string.CompareOrdinal(left.Text, right.Text),
        _ => null,
    };

    public static double NeedNumber(this CardValue value) => value.Kind == CardValueKind.Number
        ? value.Number
        : throw new ExpressionFaultException($"a number is needed, not {value.Describe()}");

    public static int NeedInteger(this CardValue value) => value.IsInteger && Math.Abs(value.Number) <= int.MaxValue
        ? (int)value.Number
        : throw new ExpressionFaultException($"a whole number is needed, not {(value.IsNothing ? "null" : value.Show())}");

    public static string NeedText(this CardValue value) => value.Kind == CardValueKind.Text
        ? value.Text
        : throw new ExpressionFaultException($"a string is needed, not {value.Describe()}");
}
