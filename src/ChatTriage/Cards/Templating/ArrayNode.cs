using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>A list: nulls are dropped, repeated objects and lists from expressions become items of it.</summary>
internal sealed class ArrayNode(TemplateNode[] items) : TemplateNode
{
    public override JsonNode? Expand(Scope scope, int depth)
    {
        ExpansionBudget.CheckDepth(depth);
        scope.Budget.Spend();
        var list = new JsonArray();
        foreach (var item in items)
        {
            item.ExpandInto(list, scope, depth + 1);
        }

        return list;
    }
}
