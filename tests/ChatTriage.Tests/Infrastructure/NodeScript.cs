using System.Diagnostics;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>A script of the test equipment that ends by itself.</summary>
internal static class NodeScript
{
    /// <summary>Runs it; gives its exit code and what it printed, errors last.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] scriptAndArguments)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", scriptAndArguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output + await errors);
    }
}
