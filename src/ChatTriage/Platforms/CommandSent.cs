namespace ChatTriage.Platforms;

/// <summary>A person sent a command, such as <c>/mentions acme today</c>.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Text">What was typed after the command's own name: untrusted.</param>
public sealed record CommandSent(Person Person, string Text) : Interaction(Person);
