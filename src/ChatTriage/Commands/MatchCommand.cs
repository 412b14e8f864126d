using System.CommandLine;
using System.Text.Json.Nodes;
using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Brands;
using ChatTriage.Settings;

namespace ChatTriage.Commands;

/// <summary><c>chattriage match --text "…"</c>: which brands match a text, and why.</summary>
internal static class MatchCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var text = new Option<string>("--text") { Description = "The words of a post", Required = true };
        var source = new Option<string>("--source") { Description = "Where it comes from", DefaultValueFactory = _ => "import" };
        var author = new Option<string?>("--author") { Description = "Handle of the author" };
        var language = new Option<string?>("--lang") { Description = "Language tag, such as en; otherwise it is recognised" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("match", "Says which brands match a text, and why") { text, source, author, language, json };
        command.SetAction(result => Run(
            new MatchInput(result.GetValue(text)!, result.GetValue(source)!, result.GetValue(author)?.TrimStart('@'), result.GetValue(language)), result.GetValue(json)));
        return command;
    }

    private static int Run(MatchInput input, bool asJson)
    {
        BrandSnapshot brands = BrandSnapshot.From(SettingsReader.Read(ChatTriageBuilder.Create([]).Configuration), []);
        if (brands.AsksForLanguage)
        {
            input = input with { Language = new LocalAnalyzer().LanguageOf(input.Text, input.Language, brands.Mask) };
        }

        var indexes = new List<int>();
        brands.Match(input, indexes);
        if (asJson)
        {
            OneShot.Print(new JsonObject { ["matches"] = new JsonArray([.. indexes.Select(index => Json(brands, input, index))]) });
        }
        else if (indexes.Count == 0)
        {
            Console.WriteLine($"No brand matches. Watched: {string.Join(", ", brands.Brands.Select(brand => brand.Name))}.");
        }
        else
        {
            indexes.ForEach(index => Console.WriteLine($"{brands.Brands[index].Name} ({brands.Brands[index].Kind.ToString().ToLowerInvariant()}): {Why(brands, input, index)}"));
        }

        return 0;
    }

    private static JsonObject Json(BrandSnapshot brands, MatchInput input, int index) => new()
    {
        ["brand"] = brands.Brands[index].Name,
        ["kind"] = brands.Brands[index].Kind.ToString().ToLowerInvariant(),
        ["hits"] = new JsonArray([.. brands.Explain(input, index).Select(hit => new JsonObject
        {
            ["term"] = hit.Term,
            ["start"] = hit.Start < 0 ? null : hit.Start,
            ["length"] = hit.Start < 0 ? null : hit.Length,
            ["text"] = hit.Start < 0 ? null : input.Text.Substring(hit.Start, hit.Length),
        })]),
    };

    private static string Why(BrandSnapshot brands, MatchInput input, int index) => string.Join(", ", brands.Explain(input, index).Select(hit =>
        hit.Start < 0 ? hit.Term : $"{hit.Term} at {hit.Start} (\"{Cards.CardText.OneLine(input.Text.Substring(hit.Start, hit.Length))}\")"));
}
