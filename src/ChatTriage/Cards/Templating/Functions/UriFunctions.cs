using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Functions over addresses.</summary>
internal static class UriFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("uriComponent", 1, 1, a => CardValue.From(Escape(a[0].NeedText()))),
        new("uriHost", 1, 1, a => CardValue.From(Read(a[0]).Host)),
        new("uriPath", 1, 1, a => CardValue.From(Read(a[0]).AbsolutePath)),
        new("uriQuery", 1, 1, a => CardValue.From(Read(a[0]).Query)),
        new("uriPort", 1, 1, a => CardValue.From(Read(a[0]).Port)),
        new("uriScheme", 1, 1, a => CardValue.From(Read(a[0]).Scheme)),
    ];

    private static Uri Read(CardValue value) => Uri.TryCreate(value.NeedText(), UriKind.Absolute, out var uri)
        ? uri
        : throw new ExpressionFaultException("the string is no absolute address");

    /// <summary>As JavaScript's encodeURIComponent, which leaves a few marks that .NET escapes.</summary>
    private static string Escape(string text) => Uri.EscapeDataString(text)
        .Replace("%21", "!", StringComparison.Ordinal)
        .Replace("%27", "'", StringComparison.Ordinal)
        .Replace("%28", "(", StringComparison.Ordinal)
        .Replace("%29", ")", StringComparison.Ordinal)
        .Replace("%2A", "*", StringComparison.Ordinal);
}
