using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating;

/// <summary>
/// A card as a JSON template in the Adaptive Cards template language (the part of it listed in <c>cards/README.md</c>).
/// Expressions are compiled once; a template is immutable and may be expanded from many threads at a time.
/// </summary>
/// <remarks>
/// Expansion works on parsed JSON, never on text: data can neither break out of its string nor be read as an expression.
/// </remarks>
public sealed class CardTemplate
{
    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        MaxDepth = ExpansionBudget.MaxDepth,
        AllowDuplicateProperties = false,
    };

    private readonly TemplateNode root;

    private CardTemplate(string name, TemplateNode root)
    {
        Name = name;
        this.root = root;
    }

    /// <summary>The name that error messages carry, usually the file's.</summary>
    public string Name { get; }

    /// <summary>Reads and compiles a template.</summary>
    /// <exception cref="CardTemplateException">The JSON or an expression is wrong, or uses what is not supported.</exception>
    public static CardTemplate Parse(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            return new CardTemplate(name, TemplateCompiler.Compile(JsonNode.Parse(json, documentOptions: JsonOptions), name));
        }
        catch (JsonException invalid)
        {
            throw new CardTemplateException(new(name, "$"), CardTemplateFault.InvalidJson, $"invalid JSON: {invalid.Message}", invalid);
        }
    }

    /// <summary>Fills the template with data. The result is new throughout; neither argument is changed or shared.</summary>
    /// <param name="data">What <c>$root</c> and, at first, <c>$data</c> stand for.</param>
    /// <param name="host">What <c>$host</c> stands for.</param>
    /// <exception cref="CardTemplateException">An expression that stands alone failed, or the card grows too large.</exception>
    public JsonNode? Expand(JsonNode? data, JsonNode? host = null)
    {
        try
        {
            return root.Expand(new Scope(CardValue.From(data), CardValue.From(host)), 0);
        }
        catch (ExpressionFaultException fault)
        {
            throw new CardTemplateException(new(Name, "$"), fault.Fault, fault.Message, fault);
        }
    }
}
