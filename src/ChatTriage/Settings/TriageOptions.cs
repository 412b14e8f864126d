namespace ChatTriage.Settings;

/// <summary>Section <c>Triage</c>: where new mentions are shown and who decides about them.</summary>
public sealed class TriageOptions
{
    /// <summary>Channels that show each new mention; several show the same item. Default: the playground's <c>playground:triage</c>.</summary>
    public string[] Channels { get; set; } = [];

    /// <summary>Who decides; anybody else may only suggest. Default on the playground: <c>playground:olivia</c>.</summary>
    public string[] Owners { get; set; } = [];

    /// <summary>Who may decide when the owners were silent for <see cref="BackupAfter"/>. Default on the playground: <c>playground:ben</c>.</summary>
    public string[] Backups { get; set; } = [];

    /// <summary>How long the owners have for themselves. Shorter means faster answers and more decisions by backups. Default 15 minutes.</summary>
    public TimeSpan BackupAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a decision can be undone by the person who made it. Default 60 seconds.</summary>
    public TimeSpan UndoFor { get; set; } = TimeSpan.FromSeconds(60);
}
