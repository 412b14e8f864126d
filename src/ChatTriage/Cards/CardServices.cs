namespace ChatTriage.Cards;

/// <summary>What draws cards.</summary>
public static class CardServices
{
    /// <summary>Registers the card library and what fills its templates.</summary>
    public static IServiceCollection AddCards(this IServiceCollection services)
    {
        services.AddSingleton<CardLibrary>();
        services.AddSingleton<MentionCards>();
        return services;
    }
}
