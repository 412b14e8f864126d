using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Enrichment.Azure;

/// <summary>One thing asked about one text. Two mentions with the same words ask the same question, which is paid once.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Text">The words, within <see cref="AzureText"/>'s limits.</param>
/// <param name="Language">The language as Azure writes it; nothing when that is the question.</param>
public sealed record AzureQuestion(AzureKind Kind, string Text, string? Language)
{
    /// <summary>Part of the cache key: what another model would say is another answer.</summary>
    public const string ModelVersion = "latest";

    /// <summary>Its text records, which are what is paid.</summary>
    public int Records { get; } = AzureText.RecordsOf(Text);

    /// <summary>The key of its answer in the cache; no words stand in it.</summary>
    public string CacheKey => $"azure:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}|{Language}|{ModelVersion}|{Text}")))}";

    /// <summary>Most texts of a kind in one call.</summary>
    public static int MostAtOnce(AzureKind kind) => kind == AzureKind.LanguageDetection ? 1_000 : 10;
}
