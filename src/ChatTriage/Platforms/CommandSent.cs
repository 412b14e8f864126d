namespace ChatTriage.Platforms;

/// <summary>A person sent a command, such as <c>/mentions acme today</c>.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Text">What was typed after the command's own name: untrusted.</param>
/// <param name="ForEverybody">Whether everybody in the channel will see the answer, so that it need not offer to be shared.</param>
/// <param name="Place">The channel in which it was sent; nothing in a chat with the bot alone.</param>
public sealed record CommandSent(Person Person, string Text, bool ForEverybody = false, Mentions.Address? Place = null) : Interaction(Person);
