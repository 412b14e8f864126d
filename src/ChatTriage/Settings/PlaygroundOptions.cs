namespace ChatTriage.Settings;

/// <summary>Section <c>Playground</c>: the built-in chat platform on loopback.</summary>
public sealed class PlaygroundOptions
{
    /// <summary>Whether <c>/playground</c> answers; from other addresses than loopback it never does. Default true, but false where
    /// triage channels of another platform are named and this is not said.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether an empty store is filled with a few sample mentions while no brand is configured. Default true.</summary>
    public bool SampleMentions { get; set; } = true;

    /// <summary>People to choose from, as <c>id=Name</c>; empty means the six sample people.</summary>
    public string[] People { get; set; } = [];
}
