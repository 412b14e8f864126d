using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Functions over lists, several of which take strings too. Null and what is missing count as the empty list.</summary>
internal static class ListFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("count", 1, 1, a => CardValue.From(a[0].Count)),
        new("first", 1, 1, a => First(Elements(a[0]))),
        new("last", 1, 1, a => First([.. Elements(a[0]).Reverse()])),
        new("contains", 2, 2, Contains),
        new("indexOf", 2, 2, a => IndexOf(a, false)),
        new("lastIndexOf", 2, 2, a => IndexOf(a, true)),
        new("join", 2, 3, Join),
        new("skip", 2, 2, a => Slice(a[0], a[1].NeedInteger(), int.MaxValue)),
        new("take", 2, 2, a => Slice(a[0], 0, a[1].NeedInteger())),
        new("subArray", 2, 3, a => Slice(a[0], a[1].NeedInteger(), a.Length > 2 ? a[2].NeedInteger() : int.MaxValue)),
        new("reverse", 1, 1, a => Like(a[0], [.. Elements(a[0]).Reverse()])),
        new("sortBy", 1, 2, a => SortBy(a, false)),
        new("sortByDescending", 1, 2, a => SortBy(a, true)),
        new("unique", 1, 1, a => Distinct(a[0].Items())),
        new("union", 1, int.MaxValue, a => Distinct(a.SelectMany(list => list.Items()))),
        new("intersection", 2, 2, a => Distinct(a[0].Items().Where(item => Find(a[1].Items(), item) >= 0))),
        new("flatten", 1, 1, a => CardValue.From([.. Flatten(a[0], 0)])),
        new("createArray", 0, int.MaxValue, CardValue.From),
    ];

    private static CardValue[] Elements(CardValue value) => value.Kind == CardValueKind.Text
        ? [.. value.Text.Select(letter => CardValue.From(letter.ToString()))]
        : value.Items();

    /// <summary>Elements as a string if they come from one.</summary>
    private static CardValue Like(CardValue model, CardValue[] elements) => model.Kind == CardValueKind.Text
        ? CardValue.From(string.Concat(elements.Select(element => element.Text)))
        : CardValue.From(elements);

    private static CardValue First(CardValue[] elements) => elements.Length > 0 ? elements[0] : CardValue.Null;

    private static CardValue Contains(CardValue[] arguments) => CardValue.From(arguments[0].Kind switch
    {
        CardValueKind.Text => arguments[0].Text.Contains(arguments[1].NeedText(), StringComparison.Ordinal),
        CardValueKind.Object => arguments[0].TryMember(arguments[1].NeedText(), out _),
        _ => Find(arguments[0].Items(), arguments[1]) >= 0,
    });

    private static CardValue IndexOf(CardValue[] arguments, bool last)
    {
        if (arguments[0].Kind == CardValueKind.Text)
        {
            var (text, sought) = (arguments[0].Text, arguments[1].NeedText());
            return CardValue.From(last ? text.LastIndexOf(sought, StringComparison.Ordinal) : text.IndexOf(sought, StringComparison.Ordinal));
        }

        var items = arguments[0].Items();
        return CardValue.From(last ? Array.FindLastIndex(items, item => item.Same(arguments[1])) : Find(items, arguments[1]));
    }

    private static int Find(CardValue[] items, CardValue sought) => Array.FindIndex(items, item => item.Same(sought));

    /// <summary>With a third argument, that one stands before the last item.</summary>
    private static CardValue Join(CardValue[] arguments)
    {
        string[] texts = [.. arguments[0].Items().Select(item => item.Join())];
        var separator = arguments[1].NeedText();
        return CardValue.From(arguments.Length > 2 && texts.Length > 1
            ? string.Join(separator, texts[..^1]) + arguments[2].NeedText() + texts[^1]
            : string.Join(separator, texts));
    }

    private static CardValue Slice(CardValue source, int from, int to)
    {
        var elements = Elements(source);
        var start = Math.Clamp(from, 0, elements.Length);
        return Like(source, elements[start..Math.Clamp(to, start, elements.Length)]);
    }

    private static CardValue SortBy(CardValue[] arguments, bool descending)
    {
        var name = arguments.Length > 1 ? arguments[1].NeedText() : null;
        var items = arguments[0].Items();
        var order = Comparer<CardValue>.Create((left, right) => Operators.Compare(left, right)
            ?? throw new ExpressionFaultException($"{left.Describe()} and {right.Describe()} have no order"));
        CardValue Key(CardValue item) => name is null ? item : item.TryMember(name, out var key) ? key : CardValue.Null;
        return CardValue.From(descending ? [.. items.OrderByDescending(Key, order)] : [.. items.OrderBy(Key, order)]);
    }

    private static CardValue Distinct(IEnumerable<CardValue> items)
    {
        var distinct = new List<CardValue>();
        foreach (var item in items)
        {
            if (!distinct.Exists(known => known.Same(item)))
            {
                distinct.Add(item);
            }
        }

        return CardValue.From([.. distinct]);
    }

    private static IEnumerable<CardValue> Flatten(CardValue list, int depth)
    {
        ExpansionBudget.CheckDepth(depth);
        return list.Items().SelectMany(item => item.Kind == CardValueKind.List ? Flatten(item, depth + 1) : [item]);
    }
}
