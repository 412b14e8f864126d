using System.Globalization;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Functions over strings. Lengths and places count UTF-16 units, as in the reference.</summary>
internal static class TextFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("concat", 1, int.MaxValue, Concat),
        new("toUpper", 1, 1, a => CardValue.From(a[0].NeedText().ToUpperInvariant())),
        new("toLower", 1, 1, a => CardValue.From(a[0].NeedText().ToLowerInvariant())),
        new("trim", 1, 1, a => CardValue.From(a[0].NeedText().Trim())),
        new("length", 1, 1, a => CardValue.From(a[0].IsNothing ? 0 : a[0].NeedText().Length)),
        new("substring", 2, 3, Substring),
        new("replace", 3, 3, a => Replace(a, StringComparison.Ordinal)),
        new("replaceIgnoreCase", 3, 3, a => Replace(a, StringComparison.OrdinalIgnoreCase)),
        new("startsWith", 2, 2, a => CardValue.From(a[0].NeedText().StartsWith(a[1].NeedText(), StringComparison.Ordinal))),
        new("endsWith", 2, 2, a => CardValue.From(a[0].NeedText().EndsWith(a[1].NeedText(), StringComparison.Ordinal))),
        new("split", 1, 2, Split),
        new("sentenceCase", 1, 1, a => CardValue.From(Capitalize(a[0].NeedText()))),
        new("titleCase", 1, 1, a => CardValue.From(string.Join(' ', a[0].NeedText().Split(' ').Select(Capitalize)))),
        new("addOrdinal", 1, 1, a => CardValue.From(AddOrdinal(a[0].NeedInteger()))),
        new("EOL", 0, 0, _ => CardValue.From("\n")),
    ];

    private static CardValue Concat(CardValue[] arguments) => CardValue.From(string.Concat(arguments.Select(value => value.Join())));

    private static CardValue Substring(CardValue[] arguments)
    {
        var text = arguments[0].NeedText();
        var start = arguments[1].NeedInteger();
        var length = arguments.Length > 2 ? arguments[2].NeedInteger() : text.Length - start;
        return start >= 0 && length >= 0 && start <= text.Length - length
            ? CardValue.From(text.Substring(start, length))
            : throw new ExpressionFaultException($"a string of {text.Length} characters has no {length} from {start}");
    }

    private static CardValue Replace(CardValue[] arguments, StringComparison comparison) => arguments[1].NeedText() is { Length: > 0 } old
        ? CardValue.From(arguments[0].NeedText().Replace(old, arguments[2].NeedText(), comparison))
        : throw new ExpressionFaultException("an empty string cannot be replaced");

    private static CardValue Split(CardValue[] arguments)
    {
        var text = arguments[0].NeedText();
        var separator = arguments.Length > 1 ? arguments[1].NeedText() : "";
        var pieces = separator.Length == 0 ? text.Select(letter => letter.ToString()) : text.Split(separator);
        return CardValue.From([.. pieces.Select(CardValue.From)]);
    }

    private static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static string AddOrdinal(int number) => number.ToString(CultureInfo.InvariantCulture) + (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
