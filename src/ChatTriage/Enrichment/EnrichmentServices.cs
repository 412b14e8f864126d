using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Settings;

namespace ChatTriage.Enrichment;

/// <summary>The stage in which a mention is read: language, tone, key phrases, and whether others say the same.</summary>
public static class EnrichmentServices
{
    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddEnrichment(this IServiceCollection services, AnalysisOptions options)
    {
        services.AddSingleton<LocalAnalyzer>();
        services.AddSingleton<EnrichMention>();
        services.AddSingleton<StoryIntake>();
        services.AddSingleton<StoryWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<StoryWorker>());
        return services.AddAzureAnalysis(options.Azure);
    }
}
