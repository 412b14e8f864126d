namespace ChatTriage.Routing;

/// <summary>The stage between the owner and the desks.</summary>
public static class RoutingServices
{
    /// <summary>Registers the stage.</summary>
    public static IServiceCollection AddDeskRouting(this IServiceCollection services)
    {
        services.AddSingleton<RerouteMention>();
        services.AddSingleton<RejectAsNotOurs>();
        services.AddSingleton<ConnectChannel>();
        services.AddSingleton<ConnectedChannels>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectedChannels>());
        return services;
    }
}
