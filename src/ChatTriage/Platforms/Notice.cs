using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>A private word to somebody other than the person who pressed.</summary>
/// <param name="Person">Who is told.</param>
/// <param name="Name">Which notice: <see cref="StillOnIt"/> has buttons, the others only inform.</param>
/// <param name="Text">One or two sentences.</param>
public sealed record Notice(Address Person, string Name, string Text)
{
    /// <summary>Asks the holder after two thirds of the lease.</summary>
    public const string StillOnIt = "still-on-it";

    /// <summary>Tells something that happened to a claim.</summary>
    public const string Told = "told";
}
