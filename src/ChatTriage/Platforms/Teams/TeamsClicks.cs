using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// Buttons. The new card is in the answer to the click; everybody else gets it by the outbox. A sentence for the person alone goes where only that
/// person reads it.
/// </summary>
internal sealed class TeamsClicks(
    TeamsPlatform platform, TeamsConnector connector, TeamsReferences references, TeamsPrivate privately, TeamsShares shares, TeamsQuestions questions, TeamsPeople people, PostedCards posted, InteractionDispatcher dispatcher,
    CardLibrary library, [FromKeyedServices(TeamsHttp.Key)] LaterWork work)
{
    /// <summary>The button that shows an answer to everybody.</summary>
    public const string Share = "share";

    private const string OlderButton = "This button is from an older version of ChatTriage. Please use the buttons of a newer card, or ask: mentions open.";
    private const string Slow = "ChatTriage is slow right now; what you pressed is still being worked on.";

    /// <summary>Teams shows a fault after about five seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(1.2);

    /// <summary>Answers <c>adaptiveCard/action</c>.</summary>
    public async Task<TeamsAnswer> AnswerAsync(TeamsActivity activity)
    {
        JsonElement action = activity.Value.Member("action");
        Task<TeamsAnswer> answer = DoAsync(activity, action.Text("verb") ?? "", Data(action.Member("data")));
        if (await Task.WhenAny(answer, Task.Delay(Patience)) == answer)
        {
            return await answer;
        }

        // Teams waits no longer. A changed card comes by the outbox; a sentence would be lost.
        work.TryAdd(async cancellation => await TellAsync(activity, await answer, cancellation));
        return TeamsAnswer.Message(Slow);
    }

    /// <summary>A button of a client that knows no <c>Action.Execute</c>: it comes as a message, and only words can be answered.</summary>
    public async Task AnswerSubmitAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        CardData data = Data(activity.Value);
        data.Values.Remove("verb", out string? verb);
        await TellAsync(activity, await DoAsync(activity, verb ?? "", data), cancellation);
    }

    private async Task TellAsync(TeamsActivity activity, TeamsAnswer answer, CancellationToken cancellation)
    {
        JsonObject? message = Words(answer) is { } words ? TeamsMessages.Text(words)
            : answer is { IsOnlyHere: true, Body: { } body } && body["value"] is JsonObject card ? TeamsMessages.Card(card.DeepClone().AsObject(), (string?)card["fallbackText"] ?? "")
            : null;
        if (message is not null)
        {
            _ = await privately.TellHereAsync(activity, message, cancellation) || await privately.TellAloneAsync(activity, message, cancellation);
        }
    }

    /// <summary>The sentence in an answer; nothing when the new card says it all, which the outbox brings.</summary>
    private static string? Words(TeamsAnswer answer) => answer.Body?["value"] switch
    {
        JsonValue text when text.TryGetValue(out string? words) => words,
        JsonObject card => TeamsSentence.Of(card),
        _ => null,
    };

    private static CardData Data(JsonElement data) => CardData.Read(data.Members().Select(member => KeyValuePair.Create(member.Name, member.Value)));

    private async Task<TeamsAnswer> DoAsync(TeamsActivity activity, string verb, CardData data)
    {
        if (activity.Person() is not { } person)
        {
            return TeamsAnswer.Error("NobodyNamed", "Teams did not say who pressed.");
        }

        if (verb == Share)
        {
            return TeamsAnswer.Message(people.MayOnlyLook(activity) ? "Only people of this organisation can show something to everybody." : await shares.ShareAsync(activity, person, data));
        }

        if (QuestionVerbs.IsOne(verb))
        {
            return await questions.PressAsync(activity, person, verb, data);
        }

        if (data.Click(person, verb) is not { } click || !Verbs.All.Contains(verb))
        {
            return TeamsAnswer.Message(OlderButton);
        }

        if (verb is not (Verbs.History or Verbs.Similar or Verbs.Refresh) && people.MayOnlyLook(activity))
        {
            return TeamsAnswer.Message("Only people of this organisation can decide and answer here. You are welcome to look.");
        }

        if (click.Value(Inputs.To) is { } to && verb == Verbs.HandOver && people.WhyNot(to) is { } why)
        {
            return TeamsAnswer.Message(why);
        }

        InteractionReply reply = await dispatcher.DispatchAsync(click, platform, CancellationToken.None);
        JsonObject? present = reply.PresentCard is { } card ? TeamsCards.Ready(card, platform.IdOf) : null;
        See(activity, click, present, reply.PresentCard?.Text);
        return await AnswerAsync(activity, click, reply, present);
    }

    private async Task<TeamsAnswer> AnswerAsync(TeamsActivity activity, ButtonClicked click, InteractionReply reply, JsonObject? present)
    {
        if (reply.PrivateCard is { } card)
        {
            return await ShowAsync(activity, card, reply, present);
        }

        if (reply.Changed)
        {
            return present is not null ? TeamsAnswer.Card(present) : click.Role is null ? Said(activity, reply.Text ?? "Done.") : TeamsAnswer.Message(reply.Text ?? "Done.");
        }

        if (reply.Text is not { } text)
        {
            return present is not null ? TeamsAnswer.Card(present) : TeamsAnswer.Message(OlderButton);
        }

        // Where nothing but a field is wrong the card stays, with what was typed; an outdated one gives way to the present one.
        if (present is null || !reply.IsOutdated)
        {
            return reply.Input is null && click.Role is not null && await TellAsync(privately.TellHereAsync(activity, TeamsMessages.Text(text), CancellationToken.None)) && present is not null
                ? TeamsAnswer.Card(present)
                : TeamsAnswer.Message(text);
        }

        return TeamsAnswer.Card(TeamsSentence.On(present, text));
    }

    /// <summary>A card for the person alone, such as the history.</summary>
    private async Task<TeamsAnswer> ShowAsync(TeamsActivity activity, DrawnCard card, InteractionReply reply, JsonObject? present)
    {
        JsonObject message = TeamsMessages.Card(TeamsCards.Ready(card, platform.IdOf), card.Text);
        if (await TellAsync(privately.TellHereAsync(activity, message, CancellationToken.None)))
        {
            return present is not null ? TeamsAnswer.Card(present) : TeamsAnswer.Message("It is below, and only you see it.");
        }

        if (activity.IsPersonal)
        {
            work.TryAdd(cancellation => privately.TellAloneAsync(activity, message, cancellation));
            return TeamsAnswer.Message(reply.Text ?? "It is below.");
        }

        return await TellAsync(privately.TellAloneAsync(activity, message, CancellationToken.None))
            ? TeamsAnswer.Message($"{Sentence(reply, card)} It is in your chat with ChatTriage.".TrimStart())
            : TeamsAnswer.Message(CardText.Cut(card.Text, 1000));
    }

    /// <summary>What was refused is said at once; a history is only announced.</summary>
    private static string Sentence(InteractionReply reply, DrawnCard card) => reply.PresentCard is null ? "" : card.Text;

    private static async Task<bool> TellAsync(Task<bool> telling) => await Task.WhenAny(telling, Task.Delay(ToldWithin)) == telling && await telling;

    /// <summary>A private question that was answered: the answer takes its place, so that its buttons do not stay, on none of the person's devices.</summary>
    private TeamsAnswer Said(TeamsActivity activity, string text)
    {
        DrawnCard said = library.Draw(platform, "said", new JsonObject { ["text"] = text });
        JsonObject card = TeamsCards.Ready(said, platform.IdOf);
        if (activity.IsPersonal && activity.Sender is { } person && references.Find(person) is { } to && activity.Raw.Text("replyToId") is { } pressed)
        {
            JsonObject message = TeamsMessages.Card(card.DeepClone().AsObject(), text);
            work.TryAdd(cancellation => TryUpdateAsync(to, activity.ConversationId, pressed, message, cancellation));
        }

        return TeamsAnswer.Card(card);
    }

    /// <summary>The card that was pressed is there. When it is not the one that is kept up to date, everybody who sees it gets the present one once.</summary>
    private void See(TeamsActivity activity, ButtonClicked click, JsonObject? present, string? summary)
    {
        if (click.Role is not { } role || activity.Place is not { } place || activity.Raw.Text("replyToId") is not { } pressed)
        {
            return;
        }

        JsonObject? shown = present?.DeepClone().AsObject();
        work.TryAdd(async cancellation =>
        {
            if (!await posted.SawAsync(click.MentionId, place, role, pressed, cancellation) && shown is not null && references.Find(place) is { } to)
            {
                await TryUpdateAsync(to, to.IsChannel ? TeamsActivity.ThreadOf(place.Id, pressed) : place.Id, pressed, TeamsMessages.Card(shown, summary ?? ""), cancellation);
            }
        });
    }

    private async Task TryUpdateAsync(TeamsReference to, string conversationId, string activityId, JsonObject message, CancellationToken cancellation)
    {
        message["id"] = activityId;
        try
        {
            await connector.UpdateActivityAsync(to, conversationId, activityId, message, cancellation);
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            // A courtesy: whoever presses there is answered with the present state all the same.
        }
    }
}
