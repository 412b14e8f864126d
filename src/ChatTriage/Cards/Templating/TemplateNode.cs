using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>A compiled value of a template.</summary>
internal abstract class TemplateNode
{
    /// <summary>The value below <paramref name="depth"/> levels of the card.</summary>
    public abstract JsonNode? Expand(Scope scope, int depth);

    /// <summary>Adds the value to a list, where null adds nothing.</summary>
    public virtual void ExpandInto(JsonArray list, Scope scope, int depth)
    {
        if (Expand(scope, depth) is { } item)
        {
            list.Add(item);
        }
    }
}
