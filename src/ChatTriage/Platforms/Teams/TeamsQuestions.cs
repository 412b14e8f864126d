using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying.Export;

namespace ChatTriage.Platforms.Teams;

/// <summary>Buttons under an answer. The next page takes the place of a private answer; what everybody sees is never replaced by what one person asked for.</summary>
internal sealed class TeamsQuestions(
    TeamsPlatform platform, TeamsPrivate privately, TeamsShares shares, TeamsPeople people, InteractionDispatcher dispatcher, ExportLinks exports, CardLibrary library,
    [FromKeyedServices(TeamsHttp.Key)] LaterWork work)
{
    private const string OlderButton = "This button is from an older version of ChatTriage. Please ask again and use the buttons of the new answer.";
    private const string NoFiles = "ChatTriage cannot give files here yet: whoever runs it has to set PublicUrl, the address where it is reached.";
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(1.2);

    /// <summary>What somebody who may only look may press: no more than could be asked.</summary>
    private static readonly HashSet<string> Looks = new(StringComparer.Ordinal) { QuestionVerbs.Next, QuestionVerbs.Unanswered };

    /// <summary>Does what the button says.</summary>
    public async Task<TeamsAnswer> PressAsync(TeamsActivity activity, Person person, string verb, CardData data)
    {
        string? conversation = shares.AskedIn(data, person);
        Address? place = conversation is null ? activity.Place : Address.TryParse($"{TeamsActivity.Platform}:{TeamsActivity.Root(conversation)}", out Address asked) ? asked : null;
        if (data.Pressed(person, verb, place) is not { } pressed)
        {
            return TeamsAnswer.Message(OlderButton);
        }

        if (!Looks.Contains(verb) && people.MayOnlyLook(activity))
        {
            return TeamsAnswer.Message("Only people of this organisation can save questions and take files. You are welcome to look.");
        }

        InteractionReply reply = await dispatcher.DispatchAsync(pressed, platform, CancellationToken.None);
        if (reply.File is { } file)
        {
            return platform.WebRoot is { } root ? await ShowAsync(activity, Ready(FileCard.Draw(library, platform, file, $"{root}{exports.PathOf(pressed)}"))) : TeamsAnswer.Message(NoFiles);
        }

        if (reply.PrivateCard is not { } drawn)
        {
            return TeamsAnswer.Message(reply.Text ?? "Done.");
        }

        JsonObject card = shares.Mark(Ready(drawn), activity, conversation);
        return reply.InPlace && (conversation is not null || activity.IsPersonal) ? TeamsAnswer.Card(card) with { IsOnlyHere = true } : await ShowAsync(activity, card);
    }

    private JsonObject Ready(DrawnCard card) => TeamsCards.Ready(card, platform.IdOf);

    /// <summary>Shows a card to the person alone.</summary>
    private async Task<TeamsAnswer> ShowAsync(TeamsActivity activity, JsonObject card)
    {
        string text = (string?)card["fallbackText"] ?? "";
        JsonObject message = TeamsMessages.Card(card, text);
        if (await TellAsync(privately.TellHereAsync(activity, message, CancellationToken.None)))
        {
            return TeamsAnswer.Message("It is below, and only you see it.");
        }

        if (activity.IsPersonal)
        {
            work.TryAdd(cancellation => privately.TellAloneAsync(activity, message, cancellation));
            return TeamsAnswer.Message("It is below.");
        }

        return await TellAsync(privately.TellAloneAsync(activity, message, CancellationToken.None))
            ? TeamsAnswer.Message("It is in your chat with ChatTriage.")
            : TeamsAnswer.Message(CardText.Cut(text, 1000));
    }

    private static async Task<bool> TellAsync(Task<bool> telling) => await Task.WhenAny(telling, Task.Delay(ToldWithin)) == telling && await telling;
}
