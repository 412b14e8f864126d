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

    /// <summary>Places that no channel serves, so that what belongs there is seen by nobody; each with what to say where.</summary>
    public static IEnumerable<string> Unserved(BrandSnapshot brands)
    {
        Brand[] own = [.. brands.Brands.Where(brand => brand.Kind == BrandKind.Own)];
        (string Word, Func<Brand, bool> IsServed)[] places =
        [
            ("triage", brand => brand.TriageChannels.Count > 0),
            ("customer-service", brand => brand.CustomerService.Channels.Count > 0),
            ("pr", brand => brand.PublicRelations.Channels.Count > 0),
        ];
        return places.Where(place => !own.All(place.IsServed)).Select(place => $"no channel is connected for {place.Word}: say @ChatTriage connect {place.Word} in the one that is meant");
    }

    /// <summary>Every channel in the settings or connected besides, each once.</summary>
    public static IEnumerable<Address> Channels(IServiceProvider services)
    {
        BrandSnapshot brands = services.GetRequiredService<LiveSettings>().Brands;
        return brands.Brands.Append(brands.Common)
            .SelectMany(brand => brand.TriageChannels.Concat(brand.CustomerService.Channels).Concat(brand.PublicRelations.Channels))
            .Distinct();
    }
}
