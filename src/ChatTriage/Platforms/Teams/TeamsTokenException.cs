namespace ChatTriage.Platforms.Teams;

/// <summary>No token for sending could be had.</summary>
/// <param name="reason">Why, without secrets.</param>
/// <param name="isRefusal">Whether the login service said no, so that waiting alone does not help.</param>
/// <param name="fault">What was caught.</param>
internal sealed class TeamsTokenException(string reason, bool isRefusal, Exception? fault = null) : Exception(reason, fault)
{
    /// <summary>Whether somebody must mend the settings.</summary>
    public bool IsRefusal => isRefusal;
}
