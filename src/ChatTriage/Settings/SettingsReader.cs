using System.Text.RegularExpressions;

namespace ChatTriage.Settings;

/// <summary>Binds, completes and checks the settings.</summary>
public static partial class SettingsReader
{
    private static readonly string[] Sections =
        [nameof(ChatTriageOptions.Triage), nameof(ChatTriageOptions.Desks), nameof(ChatTriageOptions.Claiming), nameof(ChatTriageOptions.Brands),
         nameof(ChatTriageOptions.Database), nameof(ChatTriageOptions.Redis), nameof(ChatTriageOptions.Ingestion), nameof(ChatTriageOptions.Playground)];

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
        return SettingsCheck.Faults(options) is { Count: > 0 } faults ? throw new WrongSettingsException(faults) : options;
    }

    /// <summary>Keys that no setting has, so that a misspelt one is noticed: the key and what was perhaps meant.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration) => Sections.SelectMany(section =>
    {
        try
        {
            configuration.GetSection(section).Get(typeof(ChatTriageOptions).GetProperty(section)!.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true);
            return [];
        }
        catch (InvalidOperationException fault) when (UnknownProperties().Match(fault.Message) is { Success: true } match)
        {
            return match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries).Select(key => $"{section}: no setting is called {key}");
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    });

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
            _ => new(key, fault.Message, "see appsettings.schema.json"),
        };
    }

    [GeneratedRegex(@"at '([^']+)' to type '([^']+)'")]
    private static partial Regex FailedKey();

    [GeneratedRegex(@"properties on the instance of .*?: (.+)$", RegexOptions.Singleline)]
    private static partial Regex UnknownProperties();
}
