using System.Reflection;

namespace ChatTriage.Settings;

/// <summary>
/// Compares the keys that are configured with the settings there are. The framework's binder passes over a misspelt key, and over one value
/// where a list is meant; both would leave a default in force that nobody wants.
/// </summary>
internal static class SettingsShape
{
    /// <summary>Keys below our own sections that no setting has.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration) => Walk(configuration).Where(finding => finding.Fault is null).Select(finding => finding.Text);

    /// <summary>One value where a list is meant.</summary>
    public static IEnumerable<SettingFault> Faults(IConfiguration configuration) => Walk(configuration).Select(finding => finding.Fault).OfType<SettingFault>();

    private static IEnumerable<Finding> Walk(IConfiguration configuration) => typeof(ChatTriageOptions).GetProperties()
        .SelectMany(property => Walk(configuration.GetSection(property.Name), property.PropertyType));

    private static IEnumerable<Finding> Walk(IConfigurationSection section, Type type)
    {
        if (IsOneValue(type))
        {
            return section.GetChildren().Select(child => new Finding($"{child.Path}: {section.Path} is one value"));
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

    private static SettingFault NoList(string key) =>
        new(key, "a list is meant, not one value", $"[\"…\"] in the file, or {key.Replace(":", "__", StringComparison.Ordinal)}__0=… in the environment");

    private sealed record Finding(string Text, SettingFault? Fault = null);
}
