using System.Buffers;

namespace ChatTriage.Ingestion.Reading;

/// <summary>What the value of each field must look like, whatever format it came in.</summary>
internal static class MentionRules
{
    public const int MaxExternalIdLength = 512;
    public const int MaxTextLength = 1_000_000;
    public const int MaxUrlLength = 8192;
    public const int MaxLanguageLength = 35;
    public const int MaxMetricsBytes = 16 * 1024;

    public const string MissingExternalId = "missing; expected the id the post has at its source";
    public const string MissingText = "missing; expected the words of the post";
    public const string WrongTime = "not a date and time with offset, such as 2026-11-23T14:07:00Z, between the years 1970 and 2200";
    public const string WrongFollowers = "not a whole number of 0 or more";
    public const string LongMetrics = "longer than 16 KiB";

    private static readonly SearchValues<char> LanguageCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Says what is wrong with a cleaned, non-empty text value, or null when nothing is.</summary>
    public static string? Fault(MentionField field, string value) => field switch
    {
        MentionField.ExternalId => ExternalIdFault(value),
        MentionField.Text => TextFault(value),
        MentionField.Url or MentionField.AuthorUrl => UrlFault(value),
        MentionField.Language => LanguageFault(value),
        _ => null,
    };

    private static string? ExternalIdFault(string value) =>
        string.IsNullOrWhiteSpace(value) ? "empty; expected the id the post has at its source"
        : value.Length > MaxExternalIdLength ? "longer than 512 characters"
        : null;

    private static string? TextFault(string value) =>
        string.IsNullOrWhiteSpace(value) ? "empty; expected the words of the post"
        : value.Length > MaxTextLength ? "longer than 1,000,000 characters"
        : null;

    private static string? UrlFault(string value) =>
        value.Length > MaxUrlLength ? "longer than 8,192 characters"
        : IsWebAddress(value) ? null
        : "not an absolute http or https address, such as https://example.com/post/1";

    private static string? LanguageFault(string value) =>
        value.Length <= MaxLanguageLength && char.IsAsciiLetter(value[0]) && !value.AsSpan().ContainsAnyExcept(LanguageCharacters)
            ? null
            : "not a language tag of at most 35 characters, such as en or pt-BR";

    /// <summary>
    /// <see cref="Uri"/> forgives surrounding blanks, control characters and backslashes; people and chat clients that get the
    /// text as it is do not read it the same way, so those are refused first.
    /// </summary>
    private static bool IsWebAddress(string value)
    {
        if (!value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var character in value)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
            {
                return false;
            }
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Host.Length > 0;
    }
}
