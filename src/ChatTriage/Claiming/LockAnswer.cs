using ChatTriage.Mentions;

namespace ChatTriage.Claiming;

/// <summary>What the lock says: granted with a fence, or held by somebody. Not getting it is an answer, not an error.</summary>
/// <param name="Granted">Whether the caller may go on to the row.</param>
/// <param name="Fence">The token to write.</param>
/// <param name="Holder">Who has it otherwise.</param>
public sealed record LockAnswer(bool Granted, long Fence, Address? Holder = null);
