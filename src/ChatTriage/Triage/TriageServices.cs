using ChatTriage.Enrichment.Analysis;
using ChatTriage.Triage.Learning;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatTriage.Triage;

/// <summary>The stage in which an owner decides.</summary>
public static class TriageServices
{
    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddTriage(this IServiceCollection services)
    {
        services.AddSingleton<DecideCategory>();
        services.AddSingleton<UndoDecision>();
        services.AddSingleton<SuggestCategory>();
        services.AddSingleton<AddNote>();
        services.AddSingleton<SnoozeMention>();
        services.AddSingleton<ReassignBrand>();
        services.AddSingleton<ReopenMention>();
        services.AddSingleton<PreviewSimilar>();
        services.AddSingleton<ApplyToSimilar>();
        services.AddSingleton<RepairCards>();
        services.AddHostedService(provider => provider.GetRequiredService<RepairCards>());
        services.TryAddSingleton<LocalAnalyzer>();
        services.AddSingleton<FeatureReader>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<Suggester>();
        services.AddSingleton<ReworkSuggestions>();
        services.AddHostedService(provider => provider.GetRequiredService<ReworkSuggestions>());
        return services;
    }
}
