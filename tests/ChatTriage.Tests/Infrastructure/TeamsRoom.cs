namespace ChatTriage.Tests.Infrastructure;

/// <summary>A channel, a group chat or somebody's chat with the bot.</summary>
/// <param name="Id">Its id, without a thread.</param>
/// <param name="Kind"><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</param>
/// <param name="Name">What it is called.</param>
public sealed record TeamsRoom(string Id, string Kind, string Name)
{
    /// <summary>Who is in it.</summary>
    public IReadOnlyList<TeamsPerson> Members { get; init; } = [];

    /// <summary>The bot may write here.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>It was deleted.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Somebody blocked the bot.</summary>
    public bool IsBlocked { get; set; }
}
