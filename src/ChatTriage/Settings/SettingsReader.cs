namespace ChatTriage.Settings;

/// <summary>Binds, completes and checks the settings.</summary>
public static class SettingsReader
{
    /// <summary>Reads the settings with the embedded defaults filled in.</summary>
    /// <exception cref="WrongSettingsException">Something is wrong; every fault is named.</exception>
    public static ChatTriageOptions Read(IConfiguration configuration)
    {
        IConfiguration given = Given(configuration);
        SettingFault[] urls = [.. SettingsCheck.Urls(given["Urls"])];
        SettingFault[] unreadable = [.. SettingsShape.Faults(given)];
        if (unreadable.Length > 0)
        {
            throw new WrongSettingsException([.. urls, .. unreadable]);
        }

        var options = new ChatTriageOptions();
        given.Bind(options);
        EmbeddedDefaults.Apply(options, playgroundWanted: configuration["Playground:Enabled"] is { Length: > 0 });
        SettingFault[] faults = [.. urls, .. SettingsCheck.Faults(options)];
        return faults.Length > 0 ? throw new WrongSettingsException(faults) : options;
    }

    /// <summary>Keys that no setting has, so that a misspelt one is noticed: the key, and what there is in its place.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration configuration) => SettingsShape.UnknownKeys(configuration);

    /// <summary>
    /// What has a value: null in the file and an environment variable without a value mean "not there". The binder would put nothing at all,
    /// or a length of time of zero, in the place of a default.
    /// </summary>
    private static IConfigurationRoot Given(IConfiguration configuration) =>
        new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable().Where(pair => !string.IsNullOrEmpty(pair.Value))).Build();
}
