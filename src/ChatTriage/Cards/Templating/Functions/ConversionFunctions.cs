using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>From one type to another.</summary>
internal static class ConversionFunctions
{
    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        MaxDepth = ExpansionBudget.MaxDepth,
        AllowDuplicateProperties = false,
    };

    public static IEnumerable<Function> All { get; } =
    [
        new("string", 1, 1, a => CardValue.From(a[0].Kind is CardValueKind.List or CardValueKind.Object ? a[0].ToJson() : a[0].Join())),
        new("int", 1, 1, a => CardValue.From(Math.Truncate(ToNumber(a[0])))),
        new("float", 1, 1, a => CardValue.From(ToNumber(a[0]))),
        new("bool", 1, 1, a => CardValue.From(ToBoolean(a[0]))),
        new("json", 1, 1, a => ParseJson(a[0].NeedText())),
        new("jsonStringify", 1, 1, a => CardValue.From(a[0].ToJson())),
        new("base64", 1, 1, a => CardValue.From(Convert.ToBase64String(Encoding.UTF8.GetBytes(a[0].NeedText())))),
        new("base64ToString", 1, 1, a => FromBase64(a[0].NeedText())),
    ];

    private static double ToNumber(CardValue value)
    {
        if (value.Kind == CardValueKind.Number)
        {
            return value.Number;
        }

        return double.TryParse(value.NeedText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new ExpressionFaultException($"'{value.Text}' is no number");
    }

    private static bool ToBoolean(CardValue value) => value.Kind switch
    {
        CardValueKind.Number => value.Number != 0,
        CardValueKind.Text => value.Text switch
        {
            "true" => true,
            "false" => false,
            _ => throw new ExpressionFaultException($"'{value.Text}' is neither true nor false"),
        },
        _ => value.IsTrue,
    };

    private static CardValue ParseJson(string text)
    {
        try
        {
            return CardValue.From(JsonNode.Parse(text, documentOptions: JsonOptions));
        }
        catch (JsonException invalid)
        {
            throw new ExpressionFaultException($"invalid JSON: {invalid.Message}");
        }
    }

    private static CardValue FromBase64(string text)
    {
        try
        {
            return CardValue.From(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException("the string is not base64");
        }
    }
}
