using System.Diagnostics;

namespace ChatTriage.Training;

/// <summary>Where things lie.</summary>
/// <param name="Data">The labelled texts.</param>
/// <param name="Tool">This project, with its package.json.</param>
internal sealed record TrainingFolders(string Data, string Tool)
{
    /// <summary>The folder of the word lists, fetched as the lock file says when they are not there yet.</summary>
    public string Lists()
    {
        if (!File.Exists(Path.Combine(Tool, "node_modules/.package-lock.json")))
        {
            using Process npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund --ignore-scripts --loglevel=error") { WorkingDirectory = Tool })!;
            npm.WaitForExit();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci in {Tool} ended with {npm.ExitCode}; the word lists come from there.");
            }
        }

        return Tool;
    }

    /// <summary>The folder above the program that holds a file; null when there is none.</summary>
    public static string? Above(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
