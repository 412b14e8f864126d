using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Platforms.Teams;

/// <summary>
/// *Share here*: asks a private question again for everybody, in the conversation where it was asked. Where the private answer stands elsewhere its button
/// carries that conversation, encrypted, so that nobody can have something shown where they are not.
/// </summary>
internal sealed class TeamsShares(
    TeamsConnector connector, TeamsReferences references, TeamsPlatform platform, InteractionDispatcher dispatcher, SeenDeliveries seen, IDataProtectionProvider protection)
{
    private const string Question = "share";
    private const string Asked = "ask";
    private const string To = "to";
    private static readonly TimeSpan Valid = TimeSpan.FromDays(7);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("ChatTriage.Teams.Shares").ToTimeLimitedDataProtector();

    /// <summary>Lets the buttons of a private answer know where it was asked; takes the sharing one away where there is nobody to share with.</summary>
    /// <param name="card">The private answer.</param>
    /// <param name="asked">The question, or the press that asked again.</param>
    /// <param name="conversation">Where it was asked, when the answer stands elsewhere.</param>
    public JsonObject Mark(JsonObject card, TeamsActivity asked, string? conversation = null)
    {
        string? where = conversation ?? (asked.IsPersonal ? null : asked.ConversationId);
        if (card["actions"] is JsonArray actions)
        {
            foreach (JsonNode? action in where is null ? actions.Where(IsShare).ToList() : [])
            {
                actions.Remove(action);
            }

            if (actions.Count == 0)
            {
                card.Remove("actions");
            }
        }

        string? to = where is null ? null : _protector.Protect($"{asked.Sender}\n{where}", Valid);
        foreach (JsonObject data in to is null ? [] : TeamsElements.Inside(card).Select(found => found["data"]).OfType<JsonObject>().Where(data => data.ContainsKey(Question) || data.ContainsKey(Asked)))
        {
            data[To] = to;
        }

        return card;
    }

    /// <summary>The conversation in which the answer with that button was asked; nothing when the button is not on a private answer of this person.</summary>
    public string? AskedIn(CardData data, Person person) => data.Values.Remove(To, out string? sealedTo) ? Open(sealedTo, person) : null;

    /// <summary>Shares; what to say to the person who pressed.</summary>
    public async Task<string> ShareAsync(TeamsActivity activity, Person person, CardData data)
    {
        if (!data.Values.TryGetValue(Question, out string? question) || !data.Values.TryGetValue(To, out string? sealedTo) || Open(sealedTo, person) is not { } conversation
            || !Mentions.Address.TryParse($"{TeamsActivity.Platform}:{TeamsActivity.Root(conversation)}", out Mentions.Address place) || references.Find(place) is not { } to)
        {
            return "This answer cannot be shared any more. Please ask again where it is to be seen.";
        }

        string key = activity.KeyOf($"share {activity.Raw.Text("replyToId")} {person.Address}");
        if (!await seen.IsFirstAsync(key, CancellationToken.None))
        {
            return "It is shared already.";
        }

        InteractionReply reply = await dispatcher.DispatchAsync(new CommandSent(person, question, ForEverybody: true, place), platform, CancellationToken.None);
        if (reply.PrivateCard is null || reply.IsForOneAlone)
        {
            // Why there is no answer now is nothing for everybody; the button may be pressed again.
            await seen.ForgetAsync(key, CancellationToken.None);
            return reply.IsForOneAlone ? InteractionReply.ForOneAlone : reply.Text ?? "There is nothing to say.";
        }

        try
        {
            string asked = $"{CardText.OneLine(person.Name)} asked: mentions {CardText.Cut(CardText.OneLine(question), 200)}";
            await connector.SendToConversationAsync(to, conversation, TeamsMessages.Text(asked), CancellationToken.None);
            await connector.SendToConversationAsync(to, conversation, TeamsCommands.Message(reply, platform), CancellationToken.None);
            return "Everybody there sees it now.";
        }
        catch (Exception fault) when (TeamsPlatform.IsOfTeams(fault))
        {
            if (fault is not TeamsUnreachableException { MayHaveHappened: true })
            {
                await seen.ForgetAsync(key, CancellationToken.None);
            }

            return "Teams did not say whether it took this. If nobody sees it there, please press again or ask there.";
        }
    }

    private static bool IsShare(JsonNode? action) => (string?)action?["verb"] == TeamsClicks.Share && action["data"] is JsonObject;

    /// <summary>Where, if it was sealed for this person.</summary>
    private string? Open(string sealedTo, Person person)
    {
        try
        {
            return _protector.Unprotect(sealedTo).Split('\n', 2) is [var who, var where] && who == person.Address.ToString() ? where : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
