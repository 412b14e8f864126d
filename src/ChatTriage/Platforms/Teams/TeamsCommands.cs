using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Routing;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// What people write to the bot: <c>mentions …</c>, <c>connect …</c>, <c>disconnect</c>, <c>help</c>. Acknowledged at once and answered after. An answer to a question is for
/// the person who asks alone.
/// </summary>
internal sealed partial class TeamsCommands(
    TeamsPlatform platform, TeamsConnector connector, TeamsReferences references, TeamsPrivate privately, TeamsShares shares, TeamsPeople people, TeamsClicks clicks, SeenDeliveries seen, [FromKeyedServices(TeamsHttp.Key)] LaterWork work,
    InteractionDispatcher dispatcher, ILogger<TeamsCommands> logger)
{
    /// <summary>The words the bot knows, as they stand in the app's manifest.</summary>
    public const string Mentions = "mentions", Connect = "connect", Disconnect = "disconnect", Help = "help";

    private const int Tries = 4;

    /// <summary>Takes a message; it is answered after the acknowledgement, and once.</summary>
    public async Task<TeamsAnswer> TakeAsync(TeamsActivity activity, CancellationToken cancellation)
    {
        string key = activity.KeyOf($"message {activity.Id}");
        if (activity.Person() is not { } person || (activity.Id is not null && !await seen.IsFirstAsync(key, cancellation)))
        {
            return TeamsAnswer.Taken;
        }

        if (work.TryAdd(token => AnswerAsync(activity, person, token)))
        {
            return TeamsAnswer.Taken;
        }

        await seen.ForgetAsync(key, cancellation);
        return TeamsAnswer.SendAgain;
    }

    /// <summary>An answer as a message.</summary>
    public static JsonObject Message(InteractionReply reply, TeamsPlatform platform) =>
        reply.PrivateCard is { } card ? TeamsMessages.Card(TeamsCards.Ready(card, platform.IdOf), card.Text) : TeamsMessages.Text(reply.Text ?? "There is nothing to say.");

    private async Task AnswerAsync(TeamsActivity activity, Person person, CancellationToken cancellation)
    {
        if (activity.Raw.Text("text") is null && activity.Value.ValueKind == JsonValueKind.Object)
        {
            await clicks.AnswerSubmitAsync(activity, cancellation);
            return;
        }

        string text = Said(activity);
        string[] words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        string first = words.Length == 0 ? Help : words[0].TrimStart('/').ToLowerInvariant(), rest = words.Length == 2 ? words[1].Trim() : "";
        if (first is Connect or Disconnect)
        {
            InteractionReply bound = people.MayOnlyLook(activity)
                ? new InteractionReply(Changed: false, "Only people of this organisation can connect channels.")
                : await dispatcher.DispatchAsync(new ConnectAsked(person, activity.Place, first == Connect, rest), platform, cancellation);
            await SayAsync(activity, TeamsMessages.Text(bound.Text ?? ""), cancellation);
            return;
        }

        string question = first == Mentions ? rest.Length == 0 ? Help : rest : words.Length == 0 ? Help : text;
        InteractionReply reply = await dispatcher.DispatchAsync(new CommandSent(person, question, Place: activity.Place), platform, cancellation);
        await TellAsync(activity, reply, cancellation);
    }

    /// <summary>The words without the name of the bot, which clients put wherever it was typed.</summary>
    private static string Said(TeamsActivity activity)
    {
        string text = activity.Raw.Text("text") ?? "";
        string? bot = activity.Recipient.Text("id");
        foreach (JsonElement entity in activity.Raw.Member("entities").Items().Where(entity => entity.Text("type") == "mention" && entity.Member("mentioned").Text("id") == bot))
        {
            text = entity.Text("text") is { } mention ? text.Replace(mention, " ", StringComparison.Ordinal) : text;
        }

        return WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Trim();
    }

    private async Task TellAsync(TeamsActivity activity, InteractionReply reply, CancellationToken cancellation)
    {
        JsonObject message = Message(reply, platform);
        if (message["attachments"]?[0]?["content"] is JsonObject card)
        {
            shares.Mark(card, activity);
        }

        if (activity.IsPersonal)
        {
            await SayAsync(activity, message, cancellation);
        }
        else if (!await privately.TellHereAsync(activity, message, cancellation))
        {
            // Whoever asks in a channel looks for the answer there.
            await SayAsync(
                activity,
                TeamsMessages.Text(await privately.TellAloneAsync(activity, message, cancellation)
                    ? "The answer is in your chat with ChatTriage."
                    : "ChatTriage could not write to you: add the app for yourself (Apps, ChatTriage, Add) and ask again, or ask in that chat."),
                cancellation);
        }
    }

    /// <summary>Answers where it was said, for everybody there.</summary>
    private async Task SayAsync(TeamsActivity activity, JsonObject message, CancellationToken cancellation)
    {
        TeamsReference to = activity.Place is { } place && references.Find(place) is { } known ? known : new TeamsReference(activity.ServiceUrl!);
        for (int attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                await connector.SendToConversationAsync(to, activity.ConversationId, message, cancellation);
                return;
            }
            catch (TeamsBusyException busy) when (attempt < Tries)
            {
                await Task.Delay(busy.RetryAfter is { } wait && wait < TimeSpan.FromSeconds(30) ? wait : TimeSpan.FromSeconds(Math.Pow(2, attempt) * (1 - (Random.Shared.NextDouble() / 4))), cancellation);
            }
            catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
            {
                LogNotSaid(fault.Message);
                return;
            }
        }
    }

    [LoggerMessage(7051, LogLevel.Warning, "An answer did not reach Teams: {Reason}")]
    private partial void LogNotSaid(string reason);
}
