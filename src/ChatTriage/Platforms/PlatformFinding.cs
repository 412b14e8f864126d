namespace ChatTriage.Platforms;

/// <summary>What a platform says about itself when it is asked over the network.</summary>
/// <param name="IsWell">Whether it would work.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Text">What was found, and how to mend it.</param>
public sealed record PlatformFinding(bool IsWell, string What, string Text);
