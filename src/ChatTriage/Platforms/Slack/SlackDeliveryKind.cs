namespace ChatTriage.Platforms.Slack;

/// <summary>The three ways in which Slack speaks to an app.</summary>
internal enum SlackDeliveryKind
{
    /// <summary>An event of the Events API.</summary>
    Event,

    /// <summary>A button, a form.</summary>
    Interactive,

    /// <summary>A slash command.</summary>
    Command,
}
