namespace ChatTriage.Platforms.Teams;

/// <summary>No answer.</summary>
/// <param name="mayHaveHappened">Whether the call may have been done although nobody said so.</param>
/// <param name="fault">What was caught.</param>
internal sealed class TeamsUnreachableException(bool mayHaveHappened, Exception fault) : Exception($"no answer from Teams ({fault.GetType().Name})", fault)
{
    /// <summary>Whether it may have been done.</summary>
    public bool MayHaveHappened => mayHaveHappened;
}
