namespace ChatTriage.Settings;

/// <summary>All settings of the program, bound from the root of the configuration; each also as an environment variable (<c>Triage__Owners__0</c>).</summary>
public sealed class ChatTriageOptions
{
    /// <summary>Section <c>Triage</c>.</summary>
    public TriageOptions Triage { get; set; } = new();

    /// <summary>Section <c>Desks</c>.</summary>
    public DesksOptions Desks { get; set; } = new();

    /// <summary>Section <c>Stories</c>.</summary>
    public StoriesOptions Stories { get; set; } = new();

    /// <summary>Section <c>Spikes</c>.</summary>
    public SpikesOptions Spikes { get; set; } = new();

    /// <summary>Section <c>Claiming</c>.</summary>
    public ClaimingOptions Claiming { get; set; } = new();

    /// <summary>Section <c>Brands</c>, in the order that decides which own brand an item belongs to. May change while running.</summary>
    public BrandOptions[] Brands { get; set; } = [];

    /// <summary>Section <c>Database</c>.</summary>
    public DatabaseOptions Database { get; set; } = new();

    /// <summary>Section <c>Redis</c>.</summary>
    public RedisOptions Redis { get; set; } = new();

    /// <summary>Section <c>Ingestion</c>.</summary>
    public IngestionOptions Ingestion { get; set; } = new();

    /// <summary>Section <c>Analysis</c>.</summary>
    public AnalysisOptions Analysis { get; set; } = new();

    /// <summary>Section <c>Api</c>.</summary>
    public ApiOptions Api { get; set; } = new();

    /// <summary>Section <c>Playground</c>.</summary>
    public PlaygroundOptions Playground { get; set; } = new();

    /// <summary>Section <c>Slack</c>.</summary>
    public SlackOptions Slack { get; set; } = new();

    /// <summary>Section <c>Teams</c>.</summary>
    public TeamsOptions Teams { get; set; } = new();

    /// <summary>People who run this installation: besides owners they may connect channels from within a chat.</summary>
    public string[] Operators { get; set; } = [];

    /// <summary>IANA name of the zone for days and times when neither the asker's nor the brand's is known. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Where this program is reached from outside, without a path: pictures of charts and downloads lead there. Nothing means that cards do without.</summary>
    public string? PublicUrl { get; set; }

    /// <summary><see cref="PublicUrl"/> as it stands before a path; nothing where there is none.</summary>
    internal string? WebRoot => string.IsNullOrWhiteSpace(PublicUrl) ? null : PublicUrl.TrimEnd('/');

    /// <summary>Every channel that is named, as it is written.</summary>
    public IEnumerable<string> AllChannels() => Brands.SelectMany(brand => brand.Channels.Concat(Of(brand.Desks))).Concat(Triage.Channels).Concat(Of(Desks));

    private static IEnumerable<string> Of(DesksOptions desks) => desks.CustomerService.Channels.Concat(desks.PublicRelations.Channels);
}
