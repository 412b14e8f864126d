namespace ChatTriage.Platforms.Slack;

/// <summary>No answer that can be read: the line broke, it took too long, or a server error came.</summary>
/// <param name="method">The Web API method.</param>
/// <param name="mayHaveHappened">Whether Slack may have done it all the same.</param>
/// <param name="inner">What broke.</param>
internal sealed class SlackUnreachableException(string method, bool mayHaveHappened, Exception? inner = null)
    : Exception(mayHaveHappened ? $"{method}: the answer was lost" : $"{method}: Slack cannot be reached", inner)
{
    /// <summary>Whether Slack may have done it all the same: then it must not simply be sent again.</summary>
    public bool MayHaveHappened => mayHaveHappened;
}
