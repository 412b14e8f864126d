namespace ChatTriage.Settings;

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>Sqlite</c>: one node, nothing to install. <c>Postgres</c> is refused by this version.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Default: the file <c>data/chattriage.db</c> in the working folder. Never a network drive.</summary>
    public string? ConnectionString { get; set; }
}
