using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>Test equipment from the shared folder, which lies there without its packages: copied and installed once a machine; other sources are another copy.</summary>
internal static class NpmCopy
{
    /// <summary>Whether Node.js and npm are installed.</summary>
    public static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")) && File.Exists(Path.Combine(folder, "npm")));

    /// <summary>Copies these files of a folder and installs what its lock file names; gives the copy's folder.</summary>
    public static async Task<string> MakeAsync(string name, string source, IReadOnlyList<string> files)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"chattriage-{name}-{Fingerprint(source, files)}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Made under another name and then renamed: whoever is first wins, and nobody sees half of it.
        string mine = $"{folder}-{Guid.NewGuid():N}";
        foreach (string file in files)
        {
            string copy = Path.Combine(mine, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllBytesAsync(copy, await File.ReadAllBytesAsync(file));
        }

        await InstallAsync(mine);
        try
        {
            Directory.Move(mine, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(mine, recursive: true);
        }

        return folder;
    }

    private static string Fingerprint(string source, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(source, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static async Task InstallAsync(string folder)
    {
        var start = new ProcessStartInfo("npm") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { "ci", "--ignore-scripts", "--no-audit", "--no-fund" })
        {
            start.ArgumentList.Add(argument);
        }

        using Process npm = Process.Start(start)!;
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        string errors = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}: {errors} {await output}");
        }
    }
}
