namespace ChatTriage.Platforms;

/// <summary>Something a person did on a chat platform, after the platform's adapter has verified who it was.</summary>
/// <param name="Person">Who did it.</param>
public abstract record Interaction(Person Person);
