namespace ChatTriage.Settings;

/// <summary>One client of the API.</summary>
public sealed class ApiTokenOptions
{
    /// <summary>What the log calls it. Unique.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it sends as <c>Authorization: Bearer …</c>: at least 32 random characters.</summary>
    public string Token { get; set; } = "";
}
