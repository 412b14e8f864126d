using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards.Templating;
using ChatTriage.Platforms;

namespace ChatTriage.Cards;

/// <summary>
/// The templates under <c>cards/</c>, read and tried on their sample data at start, so that a broken one stops the start and not the tenth
/// card.
/// </summary>
public sealed class CardLibrary
{
    // Non-ASCII stays readable in the store; the result is always embedded in JSON again, never in HTML.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, CardTemplate> _templates = new(StringComparer.Ordinal);

    public CardLibrary(IHostEnvironment environment, IEnumerable<IChatPlatform> platforms)
        : this(FindFolder(environment), [.. platforms.Select(platform => platform.CardFolder).Distinct()])
    {
    }

    internal CardLibrary(string folder, IReadOnlyList<string> cardFolders)
    {
        foreach (string cardFolder in cardFolders)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, cardFolder), "*.json").Order(StringComparer.Ordinal))
            {
                string name = $"{cardFolder}/{Path.GetFileNameWithoutExtension(file)}";
                CardTemplate template = CardTemplate.Parse(File.ReadAllText(file), name);
                string sampleFile = SampleOf(Path.GetFileNameWithoutExtension(file));
                string sample = Path.Combine(folder, "data", sampleFile);
                if (!File.Exists(sample))
                {
                    throw new InvalidDataException($"card {name} has no sample data: write cards/data/{sampleFile}");
                }

                template.Expand(Read(sample, sampleFile));
                _templates[name] = template;
            }
        }
    }

    /// <summary>Names of all templates, such as <c>teams/triage</c>.</summary>
    public IReadOnlyCollection<string> Names => _templates.Keys;

    /// <summary>Expands a template over data; the data's <c>text</c> is the card in plain words.</summary>
    public DrawnCard Draw(IChatPlatform platform, string card, JsonObject data)
    {
        JsonNode expanded = _templates[$"{platform.CardFolder}/{card}"].Expand(data) ?? throw new InvalidDataException($"card {card} expands to nothing");
        return new DrawnCard(expanded.ToJsonString(Compact), (string?)data["text"] ?? "");
    }

    private static JsonNode? Read(string file, string name)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file));
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"the sample cards/data/{name} is not JSON", wrong);
        }
    }

    /// <summary>All forms are drawn from the same data.</summary>
    private static string SampleOf(string card) => card.StartsWith("form-", StringComparison.Ordinal) ? "form.json" : $"{card}.json";

    private static string FindFolder(IHostEnvironment environment)
    {
        string inContent = Path.Combine(environment.ContentRootPath, "cards");
        return Directory.Exists(inContent) ? inContent : Path.Combine(AppContext.BaseDirectory, "cards");
    }
}
