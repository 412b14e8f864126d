using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>A value without expressions. The node is never handed out, so threads may share it.</summary>
internal sealed class LiteralNode(JsonNode? value) : TemplateNode
{
    public JsonNode? Value => value;

    public override JsonNode? Expand(Scope scope, int depth) => value?.DeepClone();
}
