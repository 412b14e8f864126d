namespace ChatTriage.Tests.Infrastructure;

/// <summary>What a call of the connector is for.</summary>
public enum TeamsCallKind
{
    /// <summary>Something that is not known.</summary>
    Unknown,

    /// <summary>A message for everybody in a channel or a group chat.</summary>
    Post,

    /// <summary>A change of a message.</summary>
    Update,

    /// <summary>Words or a card that one person sees.</summary>
    Private,

    /// <summary>A chat with one person.</summary>
    OpenChat,

    /// <summary>A message is taken away.</summary>
    Delete,

    /// <summary>Who is there.</summary>
    Look,
}
