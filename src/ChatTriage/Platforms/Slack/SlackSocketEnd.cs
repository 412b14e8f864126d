namespace ChatTriage.Platforms.Slack;

/// <summary>Why a web socket does not serve any longer, and so what comes next.</summary>
internal enum SlackSocketEnd
{
    /// <summary>It never worked: the next one after a growing wait.</summary>
    Failed,

    /// <summary>The line broke or was closed: the next one at once.</summary>
    Dropped,

    /// <summary>Slack wants to end it soon: another one at once, while this one goes on.</summary>
    Replace,

    /// <summary>Slack allows no more of them: later.</summary>
    TooMany,

    /// <summary>The operator must do something first.</summary>
    Refused,
}
