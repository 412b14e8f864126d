namespace ChatTriage.Settings;

/// <summary>One thing wrong with the settings, in a form that can be acted on.</summary>
/// <param name="Key">Such as <c>Triage:Owners:0</c>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Example">A value that would do.</param>
/// <param name="Excerpt">The place of the fault, on lines of its own.</param>
public sealed record SettingFault(string Key, string Problem, string Example, string? Excerpt = null)
{
    /// <summary>The same key as an environment variable.</summary>
    public string EnvironmentVariable => Key.Replace(":", "__", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Key} ({EnvironmentVariable}): {Problem}. Example: {Example}{(Excerpt is null ? "" : $"\n    {Excerpt.Replace("\n", "\n    ", StringComparison.Ordinal)}")}";
}
