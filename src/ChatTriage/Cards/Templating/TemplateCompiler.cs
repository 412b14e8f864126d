using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>Turns a template's JSON into nodes with their expressions parsed. Depth is bounded by the JSON reader.</summary>
internal sealed class TemplateCompiler
{
    private readonly string template;

    private TemplateCompiler(string template) => this.template = template;

    public static TemplateNode Compile(JsonNode? json, string template) => new TemplateCompiler(template).CompileValue(json, "$");

    private TemplateNode CompileValue(JsonNode? json, string path) => json switch
    {
        JsonObject members => CompileObject(members, path),
        JsonArray items => new ArrayNode([.. items.Select((item, index) => CompileValue(item, $"{path}[{index}]"))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => CompileString(value.GetValue<string>(), path),
        _ => new LiteralNode(json?.DeepClone()),
    };

    private ObjectNode CompileObject(JsonObject json, string path)
    {
        TemplateNode? data = null;
        WhenCondition? when = null;
        var members = new List<KeyValuePair<string, TemplateNode>>(json.Count);
        foreach (var (name, value) in json)
        {
            var place = PathOf(path, name);
            switch (name)
            {
                case "$data":
                    data = CompileData(value, place);
                    break;
                case "$when":
                    when = CompileWhen(value, place);
                    break;
                case "$root" or "$index" or "$host" or "$_acTemplateVersion":
                    break;
                default:
                    members.Add(new(name, CompileValue(value, place)));
                    break;
            }
        }

        return new ObjectNode([.. members], data, when);
    }

    /// <summary>A literal without expressions is taken as it is, nulls included; rebuilt, because a parsed node is not safe to share.</summary>
    private TemplateNode CompileData(JsonNode? json, string path) => json is JsonObject or JsonArray && !HasExpression(json)
        ? new LiteralNode(CardValue.From(json).ToNode(new ExpansionBudget(), 0))
        : CompileValue(json, path);

    private WhenCondition? CompileWhen(JsonNode? json, string path) => CompileValue(json, path) switch
    {
        ExpressionNode node => new WhenCondition(node.Expression),
        LiteralNode { Value: null } => null,
        LiteralNode { Value: { } value } when value.GetValueKind() == JsonValueKind.False => null,
        _ => new WhenCondition(null),
    };

    private TemplateNode CompileString(string text, string path)
    {
        try
        {
            var parts = TextParser.Parse(text);
            return parts switch
            {
                [] => new LiteralNode(JsonValue.Create("")),
                [ConstantExpression { Value.Kind: CardValueKind.Null }] => new LiteralNode(null),
                [ConstantExpression constant] => new LiteralNode(JsonValue.Create(constant.Value.Show())),
                [{ } expression] => new ExpressionNode(expression, new(template, path, 1)),
                _ => new TextNode(parts),
            };
        }
        catch (ExpressionSyntaxException wrong)
        {
            throw new CardTemplateException(new(template, path, wrong.Offset + 1), wrong.Fault, wrong.Message, wrong);
        }
    }

    private static bool HasExpression(JsonNode? json) => json switch
    {
        JsonObject members => members.Any(member => HasExpression(member.Value)),
        JsonArray items => items.Any(HasExpression),
        JsonValue value => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains("${", StringComparison.Ordinal),
        _ => false,
    };

    private static string PathOf(string parent, string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') ? $"{parent}.{name}" : $"{parent}['{name}']";
}
