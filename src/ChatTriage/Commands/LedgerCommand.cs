using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Mentions;
using ChatTriage.Querying;
using ChatTriage.Storage;
using Spectre.Console;

namespace ChatTriage.Commands;

/// <summary><c>chattriage ledger</c>: received = the sum over all states, and every other promise that the rows can prove. Exit code 1 when one is broken.</summary>
internal static class LedgerCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("ledger", "Accounts for every mention: received = awaiting + routed + claimed + answered + no response + merged + muted + unmatched + failed") { json };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, CancellationToken cancellation)
    {
        await using WebApplication app = OneShot.Build();
        Database database = app.Services.GetRequiredService<Database>();
        await database.MigrateAsync(cancellation);
        LedgerAudit audit = await LedgerAudit.RunAsync(database, cancellation);
        if (asJson)
        {
            OneShot.Print(Json(audit));
        }
        else
        {
            Print(audit);
        }

        return audit.AddsUp ? 0 : 1;
    }

    private static JsonObject Json(LedgerAudit audit) => new()
    {
        ["addsUp"] = audit.AddsUp,
        ["received"] = audit.Received,
        ["states"] = new JsonObject(audit.States.Select(state => new KeyValuePair<string, JsonNode?>(Key(state.Key), state.Value))),
        ["faults"] = new JsonArray([.. audit.Faults.Select(fault => JsonValue.Create(fault))]),
    };

    private static void Print(LedgerAudit audit)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("State").AddColumn(new TableColumn("Mentions").RightAligned());
        foreach (MentionState state in StateWords.InOrder.Where(audit.States.ContainsKey))
        {
            table.AddRow(StateWords.Label(state), audit.States[state].ToString("N0", CultureInfo.InvariantCulture));
        }

        table.AddRow("[bold]Received[/]", $"[bold]{audit.Received.ToString("N0", CultureInfo.InvariantCulture)}[/]");
        AnsiConsole.Write(table);
        audit.Faults.ToList().ForEach(fault => AnsiConsole.MarkupLine($"[red]wrong:[/] {Markup.Escape(fault)}"));
        AnsiConsole.WriteLine(audit.AddsUp ? "Everything adds up." : "It does not add up.");
    }

    /// <summary><c>AwaitingTriage</c> as <c>awaitingTriage</c>.</summary>
    private static string Key(MentionState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];
}
