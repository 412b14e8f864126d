using System.CommandLine;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Commands;

/// <summary>What can follow <c>chattriage</c>. Without a command, or with settings only (<c>--Urls=…</c>), it serves.</summary>
public static class CommandLine
{
    private static readonly string[] Help = ["--help", "-h", "-?", "/?", "--version"];

    /// <summary>Runs the command and gives the exit code: 0 well, 1 something is wrong, 78 wrong settings.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args is [] || (args[0].StartsWith("--", StringComparison.Ordinal) && !Help.Contains(args[0]))
                ? await ServeCommand.RunAsync(args)
                : await Root().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
        catch (InvalidDataException fault)
        {
            // appsettings.json that is no JSON, or a broken card template.
            await Console.Error.WriteLineAsync($"ChatTriage cannot start: {fault.Message} {fault.InnerException?.Message}".TrimEnd());
            return WrongSettingsException.ExitCode;
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or IOException)
        {
            await Console.Error.WriteLineAsync($"ChatTriage cannot go on: {fault.Message}");
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("ChatTriage: one owner decides, one person answers, everyone listens. Without a command it serves.");
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(MatchCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        return root;
    }
}
