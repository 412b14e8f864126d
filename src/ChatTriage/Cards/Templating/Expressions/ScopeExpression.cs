using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating.Expressions;

/// <summary>One of the names with a dollar.</summary>
internal sealed class ScopeExpression(string name, Func<Scope, CardValue> read) : Expression(name)
{
    public static ScopeExpression Data { get; } = new("$data", scope => scope.Data);

    /// <summary>The meaning of a name with a dollar, or null when it has none.</summary>
    public static ScopeExpression? Find(string name) => name switch
    {
        "$data" => Data,
        "$root" => new(name, scope => scope.Root),
        "$index" => new(name, scope => scope.Index),
        "$host" => new(name, scope => scope.Host),
        "$_acTemplateVersion" => new(name, _ => CardValue.From(LanguageVersion())),
        _ => null,
    };

    public override CardValue Evaluate(Scope scope)
    {
        var value = read(scope);
        return value is { Kind: CardValueKind.Missing, Absentee: null } ? CardValue.Missing(this) : value;
    }

    /// <summary>The version of the reference that this engine follows.</summary>
    private static JsonObject LanguageVersion() => new() { ["major"] = 2, ["minor"] = 3 };
}
