using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Querying;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;
using Spectre.Console;

namespace ChatTriage.Commands;

/// <summary><c>chattriage suggestions</c>: how what was suggested has done.</summary>
internal static class SuggestionsCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("suggestions", "Says how often the suggested category was the one decided, by brand, and what the percentages were worth") { json };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, CancellationToken cancellation)
    {
        await using WebApplication app = OneShot.Build();
        if (await OneShot.OpenStoreAsync(app, cancellation) is not { } database)
        {
            return 1;
        }

        SuggestionReport report = await SuggestionReport.ReadAsync(database, cancellation);
        if (asJson)
        {
            OneShot.Print(Json(report));
        }
        else
        {
            Print(report);
        }

        return 0;
    }

    private static JsonObject Json(SuggestionReport report) => new()
    {
        ["source"] = report.Decisions < DecisionModel.SpeaksFrom ? "rule" : "learnt",
        ["decisions"] = report.Decisions,
        ["undone"] = report.Undone,
        ["since"] = report.Since?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["record"] = new JsonArray([.. report.Lines.Select(line => new JsonObject
        {
            ["brand"] = line.Brand,
            ["source"] = line.ByRule ? "rule" : "learnt",
            ["suggested"] = line.Suggested.ToString(),
            ["agreed"] = line.Agreed,
            ["of"] = line.Compared,
        })]),
        ["calibration"] = report.Calibrated == 0 ? null : new JsonObject
        {
            ["decisions"] = report.Calibrated,
            ["said"] = Math.Round(report.Said, 4),
            ["right"] = Math.Round(report.Right, 4),
            ["offBy"] = Math.Round(report.OffBy, 4),
        },
    };

    private static void Print(SuggestionReport report)
    {
        Console.WriteLine($"{DescribeSuggestions.Title(report)}: {DescribeSuggestions.LearntFrom(report, TimeZoneInfo.Utc)}.");
        var table = new Table().Border(TableBorder.Simple).AddColumn("Brand").AddColumn("From").AddColumn("Suggested").AddColumn(new TableColumn("Agreed").RightAligned());
        foreach (SuggestionReport.Line line in report.Lines)
        {
            table.AddRow(Markup.Escape(line.Brand), line.ByRule ? "rule" : "learnt", line.Suggested.ButtonTitle(), string.Create(CultureInfo.InvariantCulture, $"{line.Agreed} of {line.Compared}"));
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"Percentages: {DescribeSuggestions.Calibration(report)}.");
    }
}
