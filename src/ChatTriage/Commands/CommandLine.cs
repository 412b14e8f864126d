using System.CommandLine;
using System.Text.Json;
using ChatTriage.Cards.Templating;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Commands;

/// <summary>What can follow <c>chattriage</c>. Without a command, or with settings only (<c>--Urls=…</c>), it serves.</summary>
public static class CommandLine
{
    private static readonly string[] Help = ["--help", "-h", "-?", "/?", "--version"];

    /// <summary><c>--text "@acme is late"</c> is a text and not the name of a file with more arguments.</summary>
    private static readonly ParserConfiguration PlainArguments = new() { ResponseFileTokenReplacer = null };

    /// <summary>The library's own handler would print a stack trace and hide the exit code.</summary>
    private static readonly InvocationConfiguration OwnFaults = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Runs the command and gives the exit code: 0 well, 1 something is wrong, 78 wrong settings.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args is [] || (args[0].StartsWith("--", StringComparison.Ordinal) && !Help.Contains(args[0]))
                ? await ServeCommand.RunAsync(args)
                : await Root().Parse(args, PlainArguments).InvokeAsync(OwnFaults);
        }
        catch (WrongSettingsException wrong)
        {
            await Console.Error.WriteLineAsync("ChatTriage cannot start with these settings:");
            foreach (SettingFault fault in wrong.Faults)
            {
                await Console.Error.WriteLineAsync($"  {fault}");
            }

            return WrongSettingsException.ExitCode;
        }
        catch (Exception fault) when (fault is InvalidDataException or CardTemplateException or JsonException)
        {
            // appsettings.json that is no JSON, or a broken card template.
            await Console.Error.WriteLineAsync($"ChatTriage cannot start: {Chain(fault)}");
            return WrongSettingsException.ExitCode;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"ChatTriage cannot go on: {fault.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Ended before it was done.");
            return 1;
        }
    }

    /// <summary>The fault and its causes on one line: where a file is wrong stands in the innermost.</summary>
    private static string Chain(Exception fault)
    {
        var messages = new List<string>();
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            messages.Add(cause.Message.ReplaceLineEndings(" "));
        }

        return string.Join(' ', messages.Distinct());
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("ChatTriage: one owner decides, one person answers, everyone listens. Without a command it serves.");
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(MatchCommand.Create());
        root.Subcommands.Add(AnalyzeCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        root.Subcommands.Add(SuggestionsCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(ManifestCommand.Create());
        return root;
    }
}
