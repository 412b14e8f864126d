using System.Reflection;

namespace ChatTriage.Settings;

/// <summary>
/// Compares what is configured with the settings there are. The framework's binder passes over a misspelt key, over one value where a list is
/// meant, and over a whole brand in which one value cannot be read; each would leave in force what nobody wants.
/// </summary>
internal static class SettingsShape
{
    /// <summary>Keys below our own sections that no setting has.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration) => Walk(configuration).Where(finding => finding.Fault is null).Select(finding => finding.Text);

    /// <summary>Values that cannot be read, and one value where a list is meant.</summary>
    public static IEnumerable<SettingFault> Faults(IConfiguration configuration) => Walk(configuration).Select(finding => finding.Fault).OfType<SettingFault>();

    private static IEnumerable<Finding> Walk(IConfiguration configuration) => typeof(ChatTriageOptions).GetProperties()
        .SelectMany(property => Walk(configuration.GetSection(property.Name), property.PropertyType));

    private static IEnumerable<Finding> Walk(IConfigurationSection section, Type type)
    {
        if (IsOneValue(type))
        {
            IEnumerable<Finding> below = section.GetChildren().Select(child => new Finding($"{child.Path}: {section.Path} is one value"));
            return CanBeRead(section, type) ? below : below.Append(new Finding("", Unreadable(section.Path, type)));
        }

        if (!string.IsNullOrEmpty(section.Value))
        {
            // A list is a mistake that leaves a default in force; `DATABASE=…` in the environment may belong to somebody else.
            return type.IsArray ? [new Finding("", NoList(section.Path))] : [new Finding($"{section.Path}: a section is meant, not one value")];
        }

        Type? each = type.IsArray ? type.GetElementType() : type.IsGenericType ? type.GetGenericArguments()[^1] : null;
        return section.GetChildren().SelectMany(child =>
            each is not null ? Walk(child, each)
            : Find(type, child.Key) is { } property ? Walk(child, property.PropertyType)
            : [new Finding($"{child.Path}: no setting is called {child.Key}; here are {string.Join(", ", type.GetProperties().Select(known => known.Name))}")]);
    }

    private static bool IsOneValue(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan);

    private static PropertyInfo? Find(Type type, string key) => type.GetProperty(key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);

    private static bool CanBeRead(IConfigurationSection section, Type type)
    {
        try
        {
            _ = string.IsNullOrEmpty(section.Value) ? null : section.Get(type);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static SettingFault Unreadable(string key, Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => new(key, "not a length of time", "00:30:00"),
        _ when type == typeof(bool) => new(key, "neither true nor false", "true"),
        _ when type == typeof(BrandKind) => new(key, "neither own nor competitor", "own"),
        _ when type == typeof(TargetedMessages) => new(key, "neither Auto nor Always nor Never", "Auto"),
        _ when type == typeof(SlackMode) => new(key, "neither Http nor Socket", "Socket"),
        _ => new(key, "not a whole number", "32"),
    };

    private static SettingFault NoList(string key) =>
        new(key, "a list is meant, not one value", $"[\"…\"] in the file, or {key.Replace(":", "__", StringComparison.Ordinal)}__0=… in the environment");

    private sealed record Finding(string Text, SettingFault? Fault = null);
}
