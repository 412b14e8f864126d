namespace ChatTriage.Settings;

/// <summary>One sender under <c>Ingestion:Sources</c>.</summary>
public sealed class IngestSourceOptions
{
    /// <summary>
    /// Standard Webhooks secret, <c>whsec_</c> and base64 of 24 to 64 bytes. Several, separated by spaces, are all accepted, so that a
    /// secret can be changed without a gap.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>More secrets, one an entry; together with <see cref="Secret"/>.</summary>
    public string[] Secrets { get; set; } = [];

    /// <summary>All secrets that are accepted now.</summary>
    public IReadOnlyList<string> AllSecrets() =>
        [.. (Secret ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. Secrets];
}
