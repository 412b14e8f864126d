namespace ChatTriage.Platforms;

/// <summary>What all chat platforms share: the switchboard and the outbox pump.</summary>
public static class PlatformServices
{
    /// <summary>Registers it; each platform registers itself.</summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services)
    {
        services.AddSingleton<ChatPlatforms>();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<MentionClicks>();
        services.AddSingleton<InteractionDispatcher>();
        services.AddSingleton<RateGate>();
        services.AddSingleton<PostedCards>();
        services.AddSingleton<OutboxRows>();
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<OutboxPump>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxPump>());
        services.AddSingleton<SeenDeliveries>();
        services.AddSingleton<LaterWork>();
        services.AddHostedService(provider => provider.GetRequiredService<LaterWork>());
        return services;
    }
}
