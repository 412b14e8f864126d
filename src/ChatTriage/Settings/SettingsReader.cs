using System.Text.RegularExpressions;

namespace ChatTriage.Settings;

/// <summary>Binds, completes and checks the settings.</summary>
public static partial class SettingsReader
{
    /// <summary>Reads the settings with the embedded defaults filled in.</summary>
    /// <exception cref="WrongSettingsException">Something is wrong; every fault is named.</exception>
    public static ChatTriageOptions Read(IConfiguration configuration)
    {
        var options = new ChatTriageOptions();
        try
        {
            configuration.Bind(options);
        }
        catch (InvalidOperationException fault)
        {
            throw new WrongSettingsException([Unreadable(fault)]);
        }

        EmbeddedDefaults.Apply(options);
        SettingFault[] faults = [.. SettingsShape.Faults(configuration), .. SettingsCheck.Urls(configuration["Urls"]), .. SettingsCheck.Faults(options)];
        return faults.Length > 0 ? throw new WrongSettingsException(faults) : options;
    }

    /// <summary>Keys that no setting has, so that a misspelt one is noticed: the key, and what there is in its place.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration) => SettingsShape.UnknownKeys(configuration);

    private static SettingFault Unreadable(InvalidOperationException fault)
    {
        Match match = FailedKey().Match(fault.Message);
        string key = match.Success ? match.Groups[1].Value : "settings";
        string type = match.Success ? match.Groups[2].Value : "";
        return type switch
        {
            _ when type.EndsWith("TimeSpan", StringComparison.Ordinal) => new(key, "not a length of time", "00:30:00"),
            _ when type.EndsWith("Boolean", StringComparison.Ordinal) => new(key, "neither true nor false", "true"),
            _ when type.EndsWith("BrandKind", StringComparison.Ordinal) => new(key, "neither own nor competitor", "own"),
            _ when type.EndsWith("Int32", StringComparison.Ordinal) || type.EndsWith("Int64", StringComparison.Ordinal) => new(key, "not a whole number", "32"),
            _ => new(key, fault.Message, "see appsettings.schema.json"),
        };
    }

    [GeneratedRegex(@"at '([^']+)' to type '([^']+)'")]
    private static partial Regex FailedKey();
}
