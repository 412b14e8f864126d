namespace ChatTriage.Settings;

/// <summary>The settings cannot be used; nothing was started.</summary>
public sealed class WrongSettingsException(IReadOnlyList<SettingFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Exit code for a configuration error (EX_CONFIG of sysexits.h).</summary>
    public const int ExitCode = 78;

    /// <summary>Each fault with its key, what is wrong and an example.</summary>
    public IReadOnlyList<SettingFault> Faults => faults;
}
