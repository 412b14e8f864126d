using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Ingestion;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Storage;
using Spectre.Console;

namespace ChatTriage.Commands;

/// <summary><c>chattriage import FILE</c>: mentions from a file by the same way as those from the webhook. Importing again changes nothing.</summary>
internal static class ImportCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "NDJSON (.ndjson, .jsonl, .json) or CSV (.csv, .tsv)" };
        var source = new Option<string>("--source") { Description = "Name of the source; with the external id it makes a mention unique", DefaultValueFactory = _ => "import" };
        var map = new Option<string[]>("--map") { Description = "field=column of a CSV file, such as --map externalId=id --map author.handle=user", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("import", "Takes mentions in from a file") { file, source, map, json };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(file)!, result.GetValue(source)!, result.GetValue(map) ?? [], result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string source, string[] map, bool asJson, CancellationToken cancellation)
    {
        if (Fault(file, source, map, out Dictionary<string, string> columns) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return 1;
        }

        await using WebApplication app = OneShot.Build();
        await app.Services.GetRequiredService<Database>().MigrateAsync(cancellation);
        MentionIntake intake = app.Services.GetRequiredService<MentionIntake>();
        var report = new IntakeReport();
        var watch = Stopwatch.StartNew();
        try
        {
            await using FileStream stream = file.OpenRead();
            await WithProgressAsync(asJson, stream, () => intake.StoreAllAsync(source, Read(file, stream, columns, cancellation), report, cancellation));
        }
        catch (IngestFormatException wrong)
        {
            await Console.Error.WriteLineAsync($"{file.Name} cannot be read further: {wrong.Message}. What came before is stored.");
            Print(report, watch.Elapsed, asJson);
            return 1;
        }

        Print(report, watch.Elapsed, asJson);
        return report.RejectedCount > 0 ? 1 : 0;
    }

    private static string? Fault(FileInfo file, string source, string[] map, out Dictionary<string, string> columns)
    {
        columns = [];
        if (!file.Exists)
        {
            return $"There is no file '{file.FullName}'.";
        }

        if (!SourceName.IsValid(source))
        {
            return "--source: 1 to 64 small letters, digits, dots, hyphens or underscores, as in --source my-feed";
        }

        foreach (string entry in map)
        {
            if (entry.Split('=', 2) is not [{ Length: > 0 } field, { Length: > 0 } column])
            {
                return $"--map {entry}: write field=column, as in --map externalId=id";
            }

            columns[field] = column;
        }

        return null;
    }

    private static IAsyncEnumerable<ReadItem> Read(FileInfo file, FileStream stream, Dictionary<string, string> columns, CancellationToken cancellation) =>
        file.Extension.ToLowerInvariant() is ".csv" or ".tsv" or ".txt" || columns.Count > 0
            ? CsvMentionReader.ReadAsync(new StreamReader(stream, leaveOpen: true), columns, cancellation)
            : MentionReader.ReadAsync(stream, file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase) ? IngestFormat.Json : IngestFormat.NdJson, cancellation);

    /// <summary>A bar by bytes read, where somebody watches.</summary>
    private static Task WithProgressAsync(bool asJson, FileStream stream, Func<Task> work) => asJson || Console.IsOutputRedirected
        ? work()
        : AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            ProgressTask task = progress.AddTask(Path.GetFileName(stream.Name), maxValue: Math.Max(1, stream.Length));
            Task working = work();
            while (!working.IsCompleted)
            {
                task.Value = stream.CanRead ? stream.Position : task.MaxValue;
                await Task.WhenAny(working, Task.Delay(100));
            }

            await working;
            task.Value = task.MaxValue;
        });

    private static void Print(IntakeReport report, TimeSpan took, bool asJson)
    {
        if (asJson)
        {
            OneShot.Print(new JsonObject
            {
                ["total"] = report.Total,
                ["accepted"] = report.Accepted,
                ["duplicates"] = report.Duplicates,
                ["edited"] = report.Edited,
                ["unmatched"] = report.Unmatched,
                ["rejectedCount"] = report.RejectedCount,
                ["seconds"] = Math.Round(took.TotalSeconds, 3),
                ["rejected"] = new JsonArray([.. report.Rejected.Select(item => new JsonObject { ["index"] = item.Index, ["field"] = item.Field, ["error"] = item.Error })]),
            });
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Outcome").AddColumn(new TableColumn("Mentions").RightAligned());
        table.AddRow("Accepted, a brand matches", Number(report.Accepted)).AddRow("Unmatched, stored without a card", Number(report.Unmatched))
            .AddRow("Duplicates, already stored", Number(report.Duplicates)).AddRow("  of these edited", Number(report.Edited))
            .AddRow("Rejected", Number(report.RejectedCount)).AddRow("Total", Number(report.Total));
        AnsiConsole.Write(table);
        foreach (RejectedItem item in report.Rejected.Take(20))
        {
            AnsiConsole.WriteLine($"rejected {item.Index}: {item.Field}: {item.Error}");
        }

        AnsiConsole.WriteLine($"{Number(report.Total)} in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
