namespace ChatTriage.Platforms;

/// <summary>The folder of the keys that encrypt what is stored about chat platforms.</summary>
internal static class KeysFolder
{
    /// <summary>Makes it, for this user alone.</summary>
    public static DirectoryInfo Make(string path)
    {
        var keys = new DirectoryInfo(Path.GetFullPath(path));
        if (!keys.Exists && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return keys;
    }
}
