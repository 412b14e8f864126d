using ChatTriage.Enrichment.Brands;
using ChatTriage.Ingestion;
using ChatTriage.Ingestion.Signing;
using ChatTriage.Mentions;

namespace ChatTriage.Settings;

/// <summary>Every rule the settings must keep, so that a mistake stops the start with a line that says how to mend it.</summary>
public static class SettingsCheck
{
    private const string AddressExample = "slack:C0123ABC or playground:triage";
    private const string PersonExample = "slack:U0123ABC or playground:olivia";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>All faults, in the order of the settings.</summary>
    public static IReadOnlyList<SettingFault> Faults(ChatTriageOptions options) =>
    [
        .. Triage(options.Triage, channelsRequired: !options.Teams.IsConnected()),
        .. DeskFaults("Desks", options.Desks, required: !options.Teams.IsConnected()),
        .. Addresses("Operators", options.Operators, PersonExample),
        .. Times(options),
        .. StoryRules.Faults(options.Stories),
        .. SpikeRules.Faults(options.Spikes),
        .. Stores(options),
        .. Sources(options.Ingestion),
        .. AzureRules.Faults(options.Analysis.Azure),
        .. Brands(options.Brands),
        .. ApiRules.Faults(options.Api),
        .. People(options.Playground.People),
        .. SlackRules.Faults(options),
        .. TeamsRules.Faults(options),
        .. Zone("TimeZone", options.TimeZone),
        .. Public(options.PublicUrl),
    ];

    /// <summary>Faults of the addresses to listen on, which are the framework's setting: it would end with a stack trace.</summary>
    public static IEnumerable<SettingFault> Urls(string? urls) => (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(url => !IsUrl(url))
        .Select(url => new SettingFault("Urls", $"'{Shown(url)}' is not an address to listen on", "http://127.0.0.1:5080"));

    private static bool IsUrl(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<SettingFault> Triage(TriageOptions triage, bool channelsRequired)
    {
        if (channelsRequired && triage.Channels.Length == 0)
        {
            yield return new("Triage:Channels", "no channel is named, so that no mention could be shown", AddressExample);
        }

        if (triage.Owners.Length == 0)
        {
            yield return new("Triage:Owners", "nobody is named who decides", PersonExample);
        }

        foreach (SettingFault fault in Addresses("Triage:Channels", triage.Channels, AddressExample)
            .Concat(Addresses("Triage:Owners", triage.Owners, PersonExample))
            .Concat(Addresses("Triage:Backups", triage.Backups, PersonExample)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<SettingFault> DeskFaults(string key, DesksOptions desks, bool required) =>
        DeskFaults($"{key}:CustomerService", desks.CustomerService, required).Concat(DeskFaults($"{key}:PublicRelations", desks.PublicRelations, required));

    private static IEnumerable<SettingFault> DeskFaults(string key, DeskOptions desk, bool required)
    {
        if (required && desk.Channels.Length == 0)
        {
            yield return new($"{key}:Channels", "no channel is named, so that routed items would land nowhere", AddressExample);
        }

        foreach (SettingFault fault in Addresses($"{key}:Channels", desk.Channels, AddressExample)
            .Concat(Addresses($"{key}:Responders", desk.Responders, PersonExample)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<SettingFault> Addresses(string key, string[] addresses, string example) => addresses
        .Select((address, index) => (address, index))
        .Where(entry => !Address.TryParse(entry.address, out _))
        .Select(entry => new SettingFault($"{key}:{entry.index}", $"'{Shown(entry.address)}' is not an address of the form platform:id", example));

    private static IEnumerable<SettingFault> Times(ChatTriageOptions options)
    {
        if (options.Claiming.Lease < TimeSpan.FromSeconds(1) || options.Claiming.Lease > Week)
        {
            yield return new("Claiming:Lease", $"'{options.Claiming.Lease}' is not between one second and seven days", "00:30:00");
        }

        if (options.Claiming.AnswerWithin < TimeSpan.FromSeconds(1) || options.Claiming.AnswerWithin > Week)
        {
            yield return new("Claiming:AnswerWithin", $"'{options.Claiming.AnswerWithin}' is not between one second and seven days", "01:00:00");
        }

        if (options.Triage.BackupAfter < TimeSpan.FromSeconds(1) || options.Triage.BackupAfter > Week)
        {
            yield return new("Triage:BackupAfter", $"'{options.Triage.BackupAfter}' is not between one second and seven days", "00:15:00");
        }

        if (options.Triage.UndoFor < TimeSpan.Zero || options.Triage.UndoFor > TimeSpan.FromHours(1))
        {
            yield return new("Triage:UndoFor", $"'{options.Triage.UndoFor}' is not between zero and one hour", "00:01:00");
        }
    }

    private static IEnumerable<SettingFault> Stores(ChatTriageOptions options)
    {
        if (options.Database.Provider.Equals("Postgres", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("Database:Provider", "PostgreSQL is not part of this version; one node on SQLite is", "Sqlite");
        }
        else if (!options.Database.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("Database:Provider", $"'{Shown(options.Database.Provider)}' is not a database this program knows", "Sqlite");
        }
        else if (StoreSettings.SqliteFault(options.Database.ConnectionString!) is { } problem)
        {
            yield return new("Database:ConnectionString", problem, "Data Source=data/chattriage.db");
        }

        if (StoreSettings.RedisFault(options.Redis.ConnectionString) is { } redisProblem)
        {
            yield return new("Redis:ConnectionString", redisProblem, "127.0.0.1:6379");
        }
    }

    private static IEnumerable<SettingFault> Sources(IngestionOptions ingestion)
    {
        if (ingestion.MaxBodyBytes is < 1024 or > 1024L * 1024 * 1024)
        {
            yield return new("Ingestion:MaxBodyBytes", "not between 1,024 and 1,073,741,824 bytes", "33554432");
        }

        if (ingestion.MaxConcurrentRequests is < 1 or > 10_000)
        {
            yield return new("Ingestion:MaxConcurrentRequests", "not between 1 and 10,000", "32");
        }

        foreach ((string name, IngestSourceOptions source) in ingestion.Sources)
        {
            if (!SourceName.IsValid(name.ToLowerInvariant()))
            {
                yield return new($"Ingestion:Sources:{Shown(name)}", "a source is called by 1 to 64 letters, digits, dots, hyphens or underscores", "Ingestion:Sources:my-feed:Secret");
            }

            foreach (string secret in source.AllSecrets())
            {
                if (!StandardWebhook.TryParseSecret(secret, out _, out string error))
                {
                    // The secret itself stays out of the message, which ends up in logs.
                    yield return new($"Ingestion:Sources:{name}:Secret", error, "whsec_ followed by base64 of 24 to 64 random bytes");
                }
            }
        }
    }

    private static IEnumerable<SettingFault> Brands(BrandOptions[] brands)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < brands.Length; i++)
        {
            string key = $"Brands:{i}";
            BrandOptions brand = brands[i];
            if (string.IsNullOrWhiteSpace(brand.Name) || brand.Name.Length > 100 || brand.Name.Any(char.IsControl))
            {
                yield return new($"{key}:Name", "a brand needs a name of 1 to 100 characters", "Acme");
            }
            else if (brand.Name != string.Join(' ', brand.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            {
                yield return new($"{key}:Name", $"'{brand.Name}' has white space at an end or twice in a row, so that no question could name it", "Acme UK");
            }
            else if (!names.Add(brand.Name))
            {
                yield return new($"{key}:Name", $"'{brand.Name}' is there twice", "Acme UK");
            }

            if (!Enum.IsDefined(brand.Kind))
            {
                yield return new($"{key}:Kind", "neither own nor competitor", "own");
            }

            if (!MatchRule.TryParse(brand.Match, out _, out MatchRuleException? wrong))
            {
                yield return new($"{key}:Match", $"{wrong.Message}, at position {wrong.Position + 1}", "acme OR @acme OR #acme", wrong.Caret);
            }

            foreach (SettingFault fault in Addresses($"{key}:Channels", brand.Channels, AddressExample)
                .Concat(Addresses($"{key}:Owners", brand.Owners, PersonExample))
                .Concat(Addresses($"{key}:Backups", brand.Backups, PersonExample))
                .Concat(DeskFaults($"{key}:Desks", brand.Desks, required: false))
                .Concat(brand.TimeZone is null ? [] : Zone($"{key}:TimeZone", brand.TimeZone)))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<SettingFault> People(string[] people)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < people.Length; i++)
        {
            string[] parts = people[i].Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [var id, { Length: > 0 }] || !Address.TryParse($"playground:{id}", out _))
            {
                yield return new($"Playground:People:{i}", $"'{Shown(people[i])}' is not of the form id=Name", "ana=Ana Alves");
            }
            else if (!ids.Add(id))
            {
                yield return new($"Playground:People:{i}", $"'{Shown(id)}' is there twice", "ana=Ana Alves");
            }
        }
    }

    private static IEnumerable<SettingFault> Zone(string key, string name)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
        {
            yield return new(key, $"'{Shown(name)}' is not a time zone", "Europe/Berlin");
        }
    }

    private static IEnumerable<SettingFault> Public(string? address)
    {
        if (!string.IsNullOrWhiteSpace(address)
            && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps && url.AbsolutePath == "/" && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0))
        {
            yield return new("PublicUrl", "not an address that begins with https:// and has no path", "https://bot.example.com");
        }
    }

    private static string Shown(string? value) => value is null ? "" : value.Length > 80 ? $"{value[..80]}…" : value;
}
