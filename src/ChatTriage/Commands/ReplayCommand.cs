using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Triage.Learning;
using Spectre.Console;

namespace ChatTriage.Commands;

/// <summary><c>chattriage replay FILE</c>: how the suggestion would have learnt from decisions of the past. Reads and writes no store.</summary>
internal static class ReplayCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV file with a row for each decision" };
        var column = new Option<string>("--column") { Description = "Column with the words of the post", DefaultValueFactory = _ => "text" };
        var category = new Option<string>("--category") { Description = "Column with what was decided: customer-service, public-reply or no-response", DefaultValueFactory = _ => "category" };
        var test = new Option<FileInfo?>("--test") { Description = "Another file of the same form, which is never learnt from" };
        var shuffle = new Option<int>("--shuffle") { Description = "Run so many times, each in another order, and print the mean; 0 keeps the order of the file", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("replay", "Lets the suggestion learn from decisions of the past, from nothing, and prints how it did") { file, column, category, test, shuffle, json };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(file)!, result.GetValue(test), (result.GetValue(column)!, result.GetValue(category)!), result.GetValue(shuffle), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo? test, (string Text, string Category) columns, int shuffle, bool asJson, CancellationToken cancellation)
    {
        if (new[] { file, test }.FirstOrDefault(one => one is { Exists: false }) is { } missing)
        {
            await Console.Error.WriteLineAsync($"There is no file '{missing.FullName}'.");
            return 1;
        }

        FileInfo read = file;
        try
        {
            ReplayItem[] items = await ReadAsync(file, columns, cancellation);
            read = test ?? file;
            ReplayItem[] heldOut = test is null ? [] : await ReadAsync(test, columns, cancellation);
            Print([.. Enumerable.Range(0, Math.Clamp(shuffle, 1, 1_000)).Select(run => DecisionReplay.Run(shuffle > 0 ? Shuffled(items, run) : items, heldOut))], asJson);
            return 0;
        }
        catch (IngestFormatException wrong)
        {
            await Console.Error.WriteLineAsync($"{read.Name} cannot be replayed: {wrong.Message}.");
            return 1;
        }
    }

    private static async Task<ReplayItem[]> ReadAsync(FileInfo file, (string Text, string Category) columns, CancellationToken cancellation)
    {
        var analyzer = new LocalAnalyzer();
        return [.. (await ReplayFile.ReadAsync(file, columns.Text, columns.Category, cancellation)).Select(row => ReplayItem.Of(row.Mention, analyzer, row.Category))];
    }

    /// <summary>Another order for each run, the same one every time.</summary>
    private static ReplayItem[] Shuffled(ReplayItem[] items, int run)
    {
        ReplayItem[] copy = [.. items];
#pragma warning disable CA5394 // An order, not a secret.
        new Random(run + 1).Shuffle(copy);
#pragma warning restore CA5394
        return copy;
    }

    private static void Print(IReadOnlyList<ReplayPoint>[] runs, bool asJson)
    {
        (string Name, string Title, Func<ReplayPoint, double?> Of)[] columns =
        [
            ("windowAccuracy", "As in life", point => point.Window.Accuracy),
            ("windowCalibrationError", "Off by", point => point.Window.CalibrationError),
            ("heldOutAccuracy", "Held out", point => point.HeldOut?.Accuracy),
            ("heldOutMacroF1", "Macro-F1", point => point.HeldOut?.MacroF1),
            ("heldOutCalibrationError", "Off by (ECE)", point => point.HeldOut?.CalibrationError),
            ("heldOutSuggested", "Suggested", point => point.HeldOut is { } score ? (double)score.Suggested / score.Decisions : null),
        ];
        var points = Enumerable.Range(0, runs[0].Count).Select(i => (runs[0][i].After, Values: columns.Select(column => Mean(runs.Select(run => column.Of(run[i])))).ToArray())).ToArray();
        if (asJson)
        {
            OneShot.Print(new JsonObject
            {
                ["runs"] = runs.Length,
                ["points"] = new JsonArray([.. points.Select(point => new JsonObject(columns.Zip(point.Values)
                    .Select(value => KeyValuePair.Create<string, JsonNode?>(value.First.Name, value.Second is { } mean ? Math.Round(mean, 4) : null))
                    .Prepend(KeyValuePair.Create<string, JsonNode?>("after", point.After))))]),
            });
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Decisions").RightAligned());
        foreach ((_, string title, _) in columns)
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach ((int after, double?[] values) in points)
        {
            table.AddRow([after.ToString("N0", CultureInfo.InvariantCulture), .. values.Select(Percent)]);
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"As in life: each suggestion before its decision, since the row above. Mean of {runs.Length} {(runs.Length == 1 ? "run" : "runs")}.");
    }

    private static double? Mean(IEnumerable<double?> values) => values.Average();

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "–";
}
