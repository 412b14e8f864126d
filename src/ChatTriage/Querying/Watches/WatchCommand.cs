using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Watches;

/// <summary>What a person does with saved questions: sees them, saves one, stops one.</summary>
public sealed class WatchCommand(SaveWatch save, ChangeWatch change, ListWatches list)
{
    /// <summary>Saves the question of the pressed answer.</summary>
    public Task<InteractionReply> SaveAsync(QuestionPressed pressed, CancellationToken cancellation) => save.RunAsync(pressed, cancellation);

    /// <summary>The list of a person's watches.</summary>
    public Task<Cards.DrawnCard> ListAsync(Person person, IChatPlatform platform, CancellationToken cancellation) => list.DrawAsync(person, platform, cancellation);

    /// <summary>Does what a button of one watch says; a button of the list brings the list as it is now, one of a digest leaves the digest alone.</summary>
    public async Task<InteractionReply> PressAsync(QuestionPressed pressed, IChatPlatform platform, CancellationToken cancellation)
    {
        InteractionReply reply = await change.RunAsync(pressed, cancellation);
        return pressed.Asked.Question == QuestionPrinter.Print(new Question.Watches())
            ? reply with { PrivateCard = await list.DrawAsync(pressed.Person, platform, cancellation), InPlace = true }
            : reply;
    }
}
