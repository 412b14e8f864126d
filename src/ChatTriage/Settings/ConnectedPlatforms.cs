using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Settings;

/// <summary>Compares the channels in the settings with the platforms that are connected.</summary>
public static class ConnectedPlatforms
{
    /// <summary>Channels that nothing can be posted to.</summary>
    public static IEnumerable<string> Missing(IServiceProvider services)
    {
        ChatPlatforms platforms = services.GetRequiredService<ChatPlatforms>();
        return Channels(services).Where(channel => !platforms.TryFind(channel, out _)).Select(channel => channel.ToString());
    }

    /// <summary>Every channel in the settings, each once.</summary>
    public static IEnumerable<Address> Channels(IServiceProvider services)
    {
        BrandSnapshot brands = services.GetRequiredService<LiveSettings>().Brands;
        return brands.Brands.Append(brands.Common)
            .SelectMany(brand => brand.TriageChannels.Concat(brand.CustomerService.Channels).Concat(brand.PublicRelations.Channels))
            .Distinct();
    }
}
