namespace ChatTriage.Ingestion.Reading;

/// <summary>Who wrote a mention, as far as the sender said.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Handle">The account name without a leading <c>@</c>.</param>
/// <param name="Url">The profile; an absolute http or https address.</param>
/// <param name="Followers">Followers at the time of sending, 0 or more.</param>
public sealed record IncomingAuthor(string? Name, string? Handle, string? Url, long? Followers);
