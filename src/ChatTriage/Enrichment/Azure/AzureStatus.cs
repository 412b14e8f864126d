using System.Globalization;

namespace ChatTriage.Enrichment.Azure;

/// <summary>How it stands with Azure AI Language, in words: for health and <c>/mentions status</c>.</summary>
public sealed class AzureStatus(AzureUsage usage, AzureLanguageClient? client = null)
{
    /// <summary>What it is called wherever people read about it.</summary>
    public const string Name = "Azure AI Language";

    /// <summary>One phrase, and whether somebody should look; nothing where it is not configured.</summary>
    public async Task<(string Words, bool IsWell)?> DescribeAsync(CancellationToken cancellation)
    {
        if (client is null)
        {
            return null;
        }

        long records = await usage.TodayAsync(cancellation);
        string limit = usage.Limit.ToString("N0", CultureInfo.InvariantCulture);
        return client.Trouble is { } trouble ? ($"no answer ({trouble}); the built-in model's word stays", false)
            : usage.IsUsedUp ? ($"the day's {limit} text records are used up; the built-in model alone reads until midnight UTC", false)
            : ($"{records.ToString("N0", CultureInfo.InvariantCulture)} of {limit} text records today", true);
    }
}
