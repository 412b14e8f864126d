namespace ChatTriage.Tests.Infrastructure;

/// <summary>What shall go wrong.</summary>
/// <param name="On">With which calls.</param>
public sealed record TeamsFault(TeamsCallKind On)
{
    /// <summary>In this channel or chat alone.</summary>
    public string? In { get; init; }

    /// <summary>How often.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The call is done first, and then answered like this.</summary>
    public bool After { get; init; }

    /// <summary>HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>Code of the error.</summary>
    public string Code { get; init; } = "ServiceError";

    /// <summary>Seconds in <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The connection breaks instead of an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>No answer ever comes.</summary>
    public bool Hang { get; init; }

    /// <summary>What is answered instead of an error in JSON.</summary>
    public string? Raw { get; init; }
}
