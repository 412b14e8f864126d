namespace ChatTriage.Settings;

/// <summary>One entry of <c>Brands</c>: what is watched, and where its items differ from the common settings.</summary>
public sealed class BrandOptions
{
    /// <summary>Name people use in questions: <c>/mentions acme today</c>. Unique, without regard to case.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>own</c> (can be answered) or <c>competitor</c> (listened to only).</summary>
    public BrandKind Kind { get; set; } = BrandKind.Own;

    /// <summary>Match rule: words, "phrases", @handles, #tags, $cashtags, author:, lang:, source:, joined by AND OR NOT ( ).</summary>
    public string Match { get; set; } = "";

    /// <summary>Triage channels of this brand instead of <c>Triage:Channels</c>.</summary>
    public string[] Channels { get; set; } = [];

    /// <summary>Owners of this brand instead of <c>Triage:Owners</c>.</summary>
    public string[] Owners { get; set; } = [];

    /// <summary>Backups of this brand instead of <c>Triage:Backups</c>.</summary>
    public string[] Backups { get; set; } = [];

    /// <summary>Desks of this brand; what is empty is taken from <c>Desks</c>.</summary>
    public DesksOptions Desks { get; set; } = new();

    /// <summary>IANA name of the zone in which the brand's day begins, when the asker's is not known. Default: <c>TimeZone</c>.</summary>
    public string? TimeZone { get; set; }
}
