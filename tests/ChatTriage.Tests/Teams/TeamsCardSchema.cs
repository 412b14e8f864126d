using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>The official schema of Adaptive Cards 1.5, checked by ajv.</summary>
internal static class TeamsCardSchema
{
    /// <summary>As the equipment's <c>validate-card.mjs</c>, for many cards at once: the schema is of an older draft, of which ajv wants neither <c>id</c> nor <c>$schema</c>.</summary>
    private const string Script = """
        const fs = require("fs"), Ajv = require("ajv").default;
        const schema = JSON.parse(fs.readFileSync("schemas/adaptive-card.schema.1.5.0.json", "utf8"));
        delete schema.id;
        delete schema.$schema;
        const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
        const cards = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
        const faults = [];
        for (const [name, card] of Object.entries(cards)) {
          if (valid(card)) continue;
          const deepest = [...valid.errors].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
          faults.push(`${name} ${deepest.instancePath}: ${deepest.message} ${JSON.stringify(deepest.params)}`);
        }
        console.log(JSON.stringify({ checked: Object.keys(cards).length, faults }));
        """;

    /// <summary>What is wrong with any of the cards; skips the test where the equipment or Node is absent.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<(string Name, JsonObject Card)> cards)
    {
        string kit = await TeamsKitCopy.FolderAsync();
        using var scratch = new ScratchFolder();
        string file = scratch.Write("cards.json", new JsonObject(cards.Select(card => KeyValuePair.Create<string, JsonNode?>(card.Name, card.Card))).ToJsonString());
        using Process node = Process.Start(new ProcessStartInfo("node", ["-e", Script, file]) { WorkingDirectory = kit, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        JsonNode result = JsonNode.Parse(output)!;
        ((int)result["checked"]!).ShouldBe(cards.Count);
        return [.. result["faults"]!.AsArray().Select(fault => (string)fault!)];
    }

    /// <summary>
    /// The card as a client of version 1.5 sees it. Charts are elements of Teams that no version of the schema has; such a client takes what is in their
    /// <c>fallback</c>, so each must have one, and that is what is checked in its place.
    /// </summary>
    public static JsonObject WithoutCharts(JsonObject card)
    {
        JsonObject copy = card.DeepClone().AsObject();
        foreach (JsonObject chart in CardFiles.Objects(copy).Where(found => ((string?)found["type"])?.StartsWith("Chart.", StringComparison.Ordinal) == true).ToList())
        {
            JsonNode fallback = chart["fallback"].ShouldNotBeNull($"{chart.GetPath()} would be nothing where charts are not known");
            chart.ReplaceWith(fallback.DeepClone());
        }

        return copy;
    }
}
