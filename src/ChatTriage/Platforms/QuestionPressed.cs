using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;

namespace ChatTriage.Platforms;

/// <summary>A person pressed a button under an answer.</summary>
/// <param name="Person">Who pressed it.</param>
/// <param name="Verb">One of <see cref="QuestionVerbs"/>; anything else is answered kindly.</param>
/// <param name="Asked">What the answer was about.</param>
/// <param name="Place">The channel in which it was asked; nothing in a chat with the bot alone.</param>
/// <param name="Values">What was chosen or typed, by the names of <see cref="Inputs"/>.</param>
/// <param name="OpensForm">The button asks for a form and nothing is filled in yet.</param>
public sealed record QuestionPressed(Person Person, string Verb, AskedAgain Asked, Address? Place, IReadOnlyDictionary<string, string> Values, bool OpensForm = false) : Interaction(Person);
