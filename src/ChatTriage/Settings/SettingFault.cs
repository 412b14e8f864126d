namespace ChatTriage.Settings;

/// <summary>One thing wrong with the settings, in a form that can be acted on.</summary>
/// <param name="Key">Such as <c>Triage:Owners:0</c>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Example">A value that would do.</param>
public sealed record SettingFault(string Key, string Problem, string Example)
{
    /// <summary>The same key as an environment variable.</summary>
    public string EnvironmentVariable => Key.Replace(":", "__", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Key} ({EnvironmentVariable}): {Problem}. Example: {Example}";
}
