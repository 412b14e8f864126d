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
    /// <summary>Everything that was received stands in one of these.</summary>
    private static readonly (string Name, MentionState State)[] Sum =
    [
        ("awaiting", MentionState.AwaitingTriage), ("routed", MentionState.Routed), ("claimed", MentionState.Claimed), ("answered", MentionState.Answered),
        ("noResponse", MentionState.NoResponse), ("merged", MentionState.Merged), ("muted", MentionState.Muted), ("unmatched", MentionState.Unmatched),
        ("failed", MentionState.Failed),
    ];

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
        if (await OneShot.OpenStoreAsync(app, cancellation) is not { } database)
        {
            return 1;
        }

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

    private static JsonObject Json(LedgerAudit audit)
    {
        var json = new JsonObject { ["addsUp"] = audit.AddsUp, ["received"] = audit.Received };
        foreach ((string name, MentionState state) in Sum)
        {
            json[name] = audit.States.GetValueOrDefault(state);
        }

        json["faults"] = new JsonArray([.. audit.Faults.Select(fault => JsonValue.Create(fault))]);
        return json;
    }

    private static void Print(LedgerAudit audit)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("State").AddColumn(new TableColumn("Mentions").RightAligned());
        foreach ((_, MentionState state) in Sum)
        {
            table.AddRow(StateWords.Label(state), Number(audit.States.GetValueOrDefault(state)));
        }

        table.AddRow("[bold]Received[/]", $"[bold]{Number(audit.Received)}[/]");
        AnsiConsole.Write(table);
        Console.WriteLine($"received {Number(audit.Received)} = {string.Join(" + ", Sum.Select(part => $"{part.Name} {Number(audit.States.GetValueOrDefault(part.State))}"))}");
        audit.Faults.ToList().ForEach(fault => Console.WriteLine($"wrong: {fault}"));
        Console.WriteLine(audit.AddsUp ? "Everything adds up." : "It does not add up.");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
