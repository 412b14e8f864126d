using System.Text.RegularExpressions;

namespace ChatTriage.Settings;

/// <summary>The rules of section <c>Analysis:Azure</c>. The key itself never stands in a fault, which ends up in logs.</summary>
internal static partial class AzureRules
{
    private const string Section = "Analysis:Azure";
    private const string EndpointExample = "https://my-language.cognitiveservices.azure.com";
    private const int MostRecords = 100_000_000;

    /// <summary>Endpoint of a whole region: it takes keys, and no identity.</summary>
    private const string Regional = ".api.cognitive.microsoft.com";

    /// <summary>All faults, in the order of the settings.</summary>
    public static IEnumerable<SettingFault> Faults(AzureLanguageOptions azure) => [.. Endpoint(azure), .. Key(azure), .. Call(azure)];

    private static IEnumerable<SettingFault> Endpoint(AzureLanguageOptions azure)
    {
        if (!azure.IsOn())
        {
            if (!string.IsNullOrEmpty(azure.Key))
            {
                yield return new($"{Section}:Endpoint", "there is a key, but not where it belongs; the endpoint stands beside it in the portal", EndpointExample);
            }

            yield break;
        }

        if (!TeamsRules.IsSafe(azure.Endpoint) || new Uri(azure.Endpoint!) is not { AbsolutePath: "/", Query: "", Fragment: "" } address)
        {
            yield return new($"{Section}:Endpoint", "not an address that begins with https:// and has no path (http:// only for a container on this machine)", EndpointExample);
        }
        else if (string.IsNullOrEmpty(azure.Key) && address.Host.EndsWith(Regional, StringComparison.OrdinalIgnoreCase))
        {
            yield return new($"{Section}:Endpoint", $"the endpoint of a whole region takes a key only; without {Section}:Key the resource's own subdomain is needed", EndpointExample);
        }
    }

    private static IEnumerable<SettingFault> Key(AzureLanguageOptions azure)
    {
        if (azure.Key is { Length: > 0 } key && !key.All(c => c is > ' ' and <= '~'))
        {
            yield return new($"{Section}:Key", "a key has no spaces, line ends or letters beyond ASCII; was more copied than the key?", "one of the two keys under Keys and Endpoint");
        }
    }

    private static IEnumerable<SettingFault> Call(AzureLanguageOptions azure)
    {
        if (azure.DailyRecords is < 1 or > MostRecords)
        {
            yield return new($"{Section}:DailyRecords", $"not between 1 and 100,000,000; to ask nothing, leave {Section}:Endpoint empty", "5000");
        }

        if (!azure.Path.StartsWith('/') || azure.Path.AsSpan().IndexOfAny("?# ") >= 0)
        {
            yield return new($"{Section}:Path", "not a path that begins with / and has neither question mark nor space", "/language/:analyze-text");
        }

        if (!Version().IsMatch(azure.ApiVersion))
        {
            yield return new($"{Section}:ApiVersion", "not a version of the interface, which is a date", "2024-11-01");
        }

        if (azure.Timeout < TimeSpan.FromMilliseconds(200) || azure.Timeout > TimeSpan.FromSeconds(30))
        {
            yield return new($"{Section}:Timeout", $"'{azure.Timeout}' is not between 0.2 and 30 seconds", "00:00:03");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-preview)?$")]
    private static partial Regex Version();
}
