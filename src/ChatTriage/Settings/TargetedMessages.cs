namespace ChatTriage.Settings;

/// <summary>Whether words for one person are put into a channel so that only that person sees them.</summary>
public enum TargetedMessages
{
    /// <summary>In tenants that have sent a targeted message themselves, which proves that they have them.</summary>
    Auto,

    /// <summary>In every channel and group chat.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
