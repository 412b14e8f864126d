namespace ChatTriage.Settings;

/// <summary>How Slack reaches this program.</summary>
public enum SlackMode
{
    /// <summary>Slack calls <c>/slack/events</c>, <c>/slack/interactivity</c> and <c>/slack/commands</c>: needs a public https address.</summary>
    Http,

    /// <summary>This program opens web sockets to Slack: nothing has to be reachable from outside.</summary>
    Socket,
}
