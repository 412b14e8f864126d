namespace ChatTriage.Claiming;

/// <summary>The stage in which one person answers.</summary>
public static class ClaimingServices
{
    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddClaiming(this IServiceCollection services)
    {
        services.AddSingleton<ResponderLock>();
        services.AddSingleton<ClaimMention>();
        services.AddSingleton<ReleaseClaim>();
        services.AddSingleton<RenewClaim>();
        services.AddSingleton<HandOverClaim>();
        services.AddSingleton<MarkAnswered>();
        services.AddSingleton<Sweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        return services;
    }
}
