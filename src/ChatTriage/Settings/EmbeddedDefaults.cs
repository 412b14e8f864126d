namespace ChatTriage.Settings;

/// <summary>
/// What is used where nothing is configured, so that the first start needs no settings: the playground's channels and people, and an
/// invented brand. Written here and not in appsettings.json, because the configuration merges lists entry by entry and an
/// environment variable for the first brand would leave the sample's second one standing.
/// </summary>
public static class EmbeddedDefaults
{
    /// <summary>The invented brand of the first start.</summary>
    public const string SampleBrand = "Brightwater";

    /// <summary>Fills what is empty.</summary>
    /// <param name="options">What was configured.</param>
    /// <param name="playgroundWanted">
    /// Whether the playground was switched on by name. Without that it ends where real channels are named, because whoever reaches it may
    /// act as anybody.
    /// </param>
    public static void Apply(ChatTriageOptions options, bool playgroundWanted)
    {
        options.Database.ConnectionString = string.IsNullOrWhiteSpace(options.Database.ConnectionString)
            ? "Data Source=data/chattriage.db"
            : options.Database.ConnectionString;
        // With Teams and no channel named, channels are connected from within it.
        bool playgroundOnly = options.Triage.Channels.All(channel => channel.StartsWith("playground:", StringComparison.Ordinal))
            && (options.Triage.Channels.Length > 0 || !options.Teams.IsConnected());
        options.Playground.Enabled &= playgroundOnly || playgroundWanted;
        if (options.Playground.Enabled && playgroundOnly)
        {
            UsePlayground(options);
        }

        if (options.Brands.Length == 0 && (options.Playground.Enabled || options.Teams.AllowUnauthenticated))
        {
            options.Brands =
            [
                new BrandOptions { Name = SampleBrand, Kind = BrandKind.Own, Match = "brightwater OR @brightwater OR #brightwater" },
                new BrandOptions { Name = "Clearspring", Kind = BrandKind.Competitor, Match = "clearspring OR @clearspring" },
            ];
        }
    }

    /// <summary>Only where no other channel is named: there a desk that was forgotten is a fault, not something for the playground.</summary>
    private static void UsePlayground(ChatTriageOptions options)
    {
        options.Triage.Channels = Or(options.Triage.Channels, "playground:triage");
        options.Desks.CustomerService.Channels = Or(options.Desks.CustomerService.Channels, "playground:customer-service");
        options.Desks.PublicRelations.Channels = Or(options.Desks.PublicRelations.Channels, "playground:pr");
        if (options.Triage.Owners.Length == 0)
        {
            options.Triage.Owners = ["playground:olivia"];
            options.Triage.Backups = Or(options.Triage.Backups, "playground:ben");
        }
    }

    private static string[] Or(string[] configured, string standard) => configured.Length > 0 ? configured : [standard];
}
