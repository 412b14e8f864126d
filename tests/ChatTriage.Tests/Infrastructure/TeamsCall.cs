using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>A call of the program.</summary>
/// <param name="At">When, by the clock of the program.</param>
/// <param name="Kind">What it was for.</param>
/// <param name="Room">Channel or chat, without a thread; nothing for a new chat.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">What was sent.</param>
public sealed record TeamsCall(DateTimeOffset At, TeamsCallKind Kind, string? Room, string Method, string Path, JsonObject? Body)
{
    /// <summary>How it was answered; 0 when it was not.</summary>
    public int Status { get; set; }

    /// <summary>It was answered by a fault that the test asked for.</summary>
    public bool IsFault { get; set; }
}
