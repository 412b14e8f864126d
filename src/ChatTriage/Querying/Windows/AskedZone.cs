using ChatTriage.Enrichment;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Windows;

/// <summary>Whose clock a question means: the zone it names, otherwise the asker's, otherwise the brand's (which falls back to the server's).</summary>
public static class AskedZone
{
    /// <summary>The zone, and whose it is.</summary>
    public static (TimeZoneInfo Zone, ZoneOrigin Origin) Of(BrandQuestion asked, Person asker, Brand brand) =>
        Of(asked.Zone, asker.TimeZone, brand.TimeZone, brand.HasOwnTimeZone ? ZoneOrigin.Brand : ZoneOrigin.Server);

    /// <summary>The same by the zones themselves, with whose the last one is.</summary>
    internal static (TimeZoneInfo Zone, ZoneOrigin Origin) Of(string? asked, TimeZoneInfo? asker, TimeZoneInfo otherwise, ZoneOrigin origin) =>
        asked is not null && TimeZoneInfo.TryFindSystemTimeZoneById(asked, out TimeZoneInfo? named) ? (named, ZoneOrigin.Question)
        : asker is not null ? (asker, ZoneOrigin.Asker)
        : (otherwise, origin);
}
