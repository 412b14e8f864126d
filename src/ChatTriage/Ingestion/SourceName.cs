namespace ChatTriage.Ingestion;

/// <summary>The name of a source, as it stands in the address and on cards.</summary>
public static class SourceName
{
    private const int MaxLength = 64;

    /// <summary>1 to 64 small ASCII letters, digits, dots, hyphens or underscores.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
}
