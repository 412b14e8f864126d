using System.Globalization;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Arithmetic.</summary>
internal static class NumberFunctions
{
    private const int MaxDigits = 15;
    private const int MaxRange = 10_000;

    public static IEnumerable<Function> All { get; } =
    [
        new("add", 2, int.MaxValue, a => a.Aggregate(Operators.Add)),
        new("sub", 2, int.MaxValue, a => a.Aggregate(Operators.Subtract)),
        new("mul", 2, int.MaxValue, a => a.Aggregate(Operators.Multiply)),
        new("div", 2, int.MaxValue, a => a.Aggregate(Operators.Divide)),
        new("mod", 2, 2, a => Operators.Modulo(a[0], a[1])),
        new("exp", 2, 2, a => Operators.Power(a[0], a[1])),
        new("min", 1, int.MaxValue, a => CardValue.From(Numbers(a).Min())),
        new("max", 1, int.MaxValue, a => CardValue.From(Numbers(a).Max())),
        new("sum", 1, 1, a => CardValue.From(Numbers(a).Sum())),
        new("average", 1, 1, a => CardValue.From(Numbers(a).DefaultIfEmpty(double.NaN).Average())),
        new("range", 2, 2, Range),
        new("round", 1, 2, a => CardValue.From(Round(a[0].NeedNumber(), a.Length > 1 ? Digits(a[1]) : 0))),
        new("floor", 1, 1, a => CardValue.From(Math.Floor(a[0].NeedNumber()))),
        new("ceiling", 1, 1, a => CardValue.From(Math.Ceiling(a[0].NeedNumber()))),
        new("abs", 1, 1, a => CardValue.From(Math.Abs(a[0].NeedNumber()))),
        new("sqrt", 1, 1, a => CardValue.From(Math.Sqrt(a[0].NeedNumber()))),
        new("formatNumber", 2, 3, Format),
    ];

    /// <summary>The arguments, or the items of the arguments that are lists.</summary>
    private static List<double> Numbers(CardValue[] arguments)
    {
        List<double> numbers =
        [
            .. arguments.SelectMany(value => value.Kind == CardValueKind.Number ? [value] : value.Items()).Select(value => value.NeedNumber()),
        ];
        return numbers.Count > 0 ? numbers : throw new ExpressionFaultException("the list has no numbers");
    }

    private static CardValue Range(CardValue[] arguments)
    {
        var (start, count) = (arguments[0].NeedInteger(), arguments[1].NeedInteger());
        return count is >= 0 and <= MaxRange
            ? CardValue.From([.. Enumerable.Range(0, count).Select(step => CardValue.From((double)start + step))])
            : throw new ExpressionFaultException($"a range has 0 to {MaxRange} numbers");
    }

    private static int Digits(CardValue value) => value.NeedInteger() is >= 0 and <= MaxDigits and var digits
        ? digits
        : throw new ExpressionFaultException($"0 to {MaxDigits} digits after the point are possible");

    /// <summary>Rounds halves away from zero. By way of decimal, because 2.675 has no exact double.</summary>
    private static double Round(double number, int digits) => Math.Abs(number) < 1e12
        ? (double)Math.Round((decimal)number, digits, MidpointRounding.AwayFromZero)
        : Math.Round(number, MidpointRounding.AwayFromZero);

    private static CardValue Format(CardValue[] arguments)
    {
        var digits = Digits(arguments[1]);
        var culture = arguments.Length > 2 ? Culture.Find(arguments[2].NeedText()) : CultureInfo.InvariantCulture;
        return CardValue.From(Round(arguments[0].NeedNumber(), digits).ToString($"N{digits}", culture));
    }
}
