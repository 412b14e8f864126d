using ChatTriage.Mentions;
using ChatTriage.Platforms;

namespace ChatTriage.Routing;

/// <summary>A person said <c>connect …</c> or <c>disconnect</c> in a channel.</summary>
/// <param name="Person">Who.</param>
/// <param name="Channel">Where it was said; nothing in a private chat.</param>
/// <param name="Connects">False to disconnect.</param>
/// <param name="Text">What stood after the word: untrusted.</param>
public sealed record ConnectAsked(Person Person, Address? Channel, bool Connects, string Text) : Interaction(Person);
