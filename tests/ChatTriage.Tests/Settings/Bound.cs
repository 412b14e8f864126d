using ChatTriage.Settings;
using Microsoft.Extensions.Configuration;

namespace ChatTriage.Tests.Settings;

/// <summary>Settings as the program reads them.</summary>
internal static class Bound
{
    /// <summary>Reads keys as in appsettings.json; a brand of which something is set is otherwise a right one.</summary>
    public static ChatTriageOptions Read(params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>();
        if (settings.Any(setting => setting.Key.StartsWith("Brands:0", StringComparison.Ordinal)))
        {
            (values["Brands:0:Name"], values["Brands:0:Match"]) = ("Acme", "acme");
        }

        foreach ((string key, string? value) in settings)
        {
            values[key] = value;
        }

        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
