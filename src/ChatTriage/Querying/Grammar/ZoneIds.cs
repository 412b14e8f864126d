using System.Text.RegularExpressions;

namespace ChatTriage.Querying.Grammar;

/// <summary>Zones by their names, which come from outside: the system looks some of them up as files, so that nothing else must reach it.</summary>
internal static partial class ZoneIds
{
    private static readonly Lazy<string[]> Known = new(() => [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append("UTC").Distinct(StringComparer.Ordinal)]);

    /// <summary>The zone's own name, whatever the case it was written in; nothing when there is none.</summary>
    public static string? Find(string written) => Exact(written) ?? Known.Value.FirstOrDefault(id => id.Equals(written, StringComparison.OrdinalIgnoreCase));

    /// <summary>The nearest name, or the one of that city; nothing when none is near.</summary>
    public static string? Nearest(string written)
    {
        string city = $"/{written.Replace(' ', '_')}";
        return Known.Value.FirstOrDefault(id => id.EndsWith(city, StringComparison.OrdinalIgnoreCase)) ?? Nearness.Nearest(written, Known.Value);
    }

    private static string? Exact(string written) =>
        Iana().IsMatch(written) || TimeZoneInfo.TryConvertWindowsIdToIanaId(written, out _)
            ? TimeZoneInfo.TryFindSystemTimeZoneById(written, out TimeZoneInfo? zone) ? zone.Id : null
            : null;

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_+-]{1,30}(?:/[A-Z][A-Za-z0-9_+-]{1,30}){0,2}\z")]
    private static partial Regex Iana();
}
