using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Export;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Searching;
using ChatTriage.Querying.Spikes;
using ChatTriage.Querying.Watches;

namespace ChatTriage.Querying;

/// <summary>The questions anybody may ask.</summary>
public static class QueryingServices
{
    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddQuerying(this IServiceCollection services)
    {
        services.AddSingleton<AnswerCommand>();
        services.AddSingleton<AnswerBrand>();
        services.AddSingleton<AnswerCard>();
        services.AddSingleton<ComparisonCard>();
        services.AddSingleton<KeywordsCard>();
        services.AddSingleton<ChartLinks>();
        services.AddSingleton<ChartData>();
        services.AddSingleton<ChartPictures>();
        services.AddSingleton<ExportMentions>();
        services.AddSingleton<ExportLinks>();
        services.AddSingleton<ExportEndpoint>();
        services.AddSingleton<MentionPages>();
        services.AddSingleton<CompareBrands>();
        services.AddSingleton<FindKeywords>();
        services.AddSingleton<FollowPhrases>();
        services.AddSingleton<FullTextBacklog>();
        services.AddHostedService<IndexWorker>();
        services.AddSingleton<ListMentions>();
        services.AddSingleton<DescribeStatus>();
        services.AddSingleton<DescribeSuggestions>();
        services.AddSingleton<ShowHistory>();
        services.AddSingleton<ShowSimilar>();
        services.AddSingleton<SearchMentions>();
        services.AddSingleton<DescribeHome>();
        services.AddSingleton<SaveWatch>();
        services.AddSingleton<ChangeWatch>();
        services.AddSingleton<ListWatches>();
        services.AddSingleton<WatchCommand>();
        services.AddSingleton<DrawDigest>();
        services.AddSingleton<WatchClock>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchClock>());
        services.AddSingleton<DrawBoard>();
        services.AddSingleton<SpikeWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SpikeWatch>());
        return services;
    }
}
