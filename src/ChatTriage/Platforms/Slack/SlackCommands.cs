using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary><c>/mentions …</c>: answered in the acknowledgement, for the person alone; *Share here* asks again for everybody.</summary>
internal sealed class SlackCommands(
    SlackWorkspaces workspaces, SlackPeople people, SlackResponses responses, SeenDeliveries seen, SlackCharts charts, SlackPlatform platform, InteractionDispatcher dispatcher, LaterWork work)
{
    private const string NoAnswer = "There is nothing to say.";
    private const string TooMany = "Very much is asked right now, and this question was not taken. Please ask again in a moment.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Answers a command.</summary>
    public async Task<SlackAck> AnswerAsync(JsonElement command, CancellationToken cancellation)
    {
        if (command.Text("user_id") is not { } user || workspaces.OfAny([command.Text("team_id"), command.Text("enterprise_id")]) is not { } workspace)
        {
            return SlackAck.Taken;
        }

        string text = SlackText.Incoming(command.Text("text") ?? "");
        Task<InteractionReply> asked = AskAsync(workspace, user, command.Text("user_name"), text, forEverybody: false, command.Text("channel_id"));
        if (await Task.WhenAny(asked, Task.Delay(Patience, cancellation)) == asked && !IsOnTrial(await asked, workspace))
        {
            JsonObject message = Message(await asked, workspace);
            message["response_type"] = "ephemeral";
            return new SlackAck(message);
        }

        string? responseUrl = command.Text("response_url");
        bool isTaken = work.TryAdd(async token =>
        {
            InteractionReply reply = await asked;
            await (reply.PrivateCard is { } card ? responses.ShowAsync(workspace, responseUrl, card, token) : responses.TellAsync(responseUrl, reply.Text ?? NoAnswer, token));
        });
        return isTaken ? SlackAck.Taken : new SlackAck(new JsonObject { ["response_type"] = "ephemeral", ["text"] = TooMany });
    }

    /// <summary>Shows an answer to everybody in the channel, as it is now; once, however often the button is pressed.</summary>
    public async Task ShareAsync(SlackEnvelope envelope, string? question, CancellationToken cancellation)
    {
        if (await people.MayOnlyLookAsync(envelope, cancellation))
        {
            await responses.TellAsync(envelope.ResponseUrl, $"Only people of {envelope.Workspace.Name ?? "this workspace"} can show something to everybody. You are welcome to look.", cancellation);
            return;
        }

        string key = $"share:{envelope.Workspace.Key}:{envelope.ChannelId}:{envelope.MessageTs}:{envelope.UserId}";
        if (question is null || !await seen.IsFirstAsync(key, cancellation))
        {
            return;
        }

        InteractionReply reply = await AskAsync(envelope.Workspace, envelope.UserId, envelope.UserName, question, forEverybody: true, envelope.ChannelId);
        if (reply.PrivateCard is null || reply.IsForOneAlone)
        {
            // Why there is no answer now is nothing for everybody; the button may be pressed again.
            await seen.ForgetAsync(key, cancellation);
            await responses.TellAsync(envelope.ResponseUrl, reply.IsForOneAlone ? InteractionReply.ForOneAlone : reply.Text ?? NoAnswer, cancellation);
            return;
        }

        JsonObject message = Message(reply, envelope.Workspace);
        Introduce(message, envelope.UserId, question);
        if (await responses.ShareAsync(envelope.ResponseUrl, message, cancellation))
        {
            await responses.DeleteAsync(envelope.ResponseUrl, cancellation);
        }
        else
        {
            await responses.TellAsync(envelope.ResponseUrl, "Slack did not say whether it took this. If nobody sees it here, please ask again and share that answer.", cancellation);
        }
    }

    /// <summary>Asks a question for somebody.</summary>
    public async Task<InteractionReply> AskAsync(SlackWorkspace workspace, string user, string? called, string text, bool forEverybody, string? channelId)
    {
        Person person = await people.PersonAsync(workspace, user, called, CancellationToken.None);
        return await dispatcher.DispatchAsync(new CommandSent(person, text, forEverybody, workspace.PlaceOf(channelId)), platform, CancellationToken.None);
    }

    /// <summary>The answer as a message.</summary>
    public JsonObject Message(InteractionReply reply, SlackWorkspace workspace) =>
        reply.PrivateCard is { } card ? charts.Message(card, workspace) : new JsonObject { ["text"] = SlackText.Escape(reply.Text ?? NoAnswer) };

    /// <summary>An acknowledgement cannot be seen to fail, so a workspace's first chart and its first picture do not go that way.</summary>
    private bool IsOnTrial(InteractionReply reply, SlackWorkspace workspace) => reply.PrivateCard is { } card && SlackBlocks.HasChart(card) && charts.Takes(workspace) switch
    {
        null => true,
        true => false,
        false => charts.TakesPictures(workspace) is null && SlackBlocks.HasPicture(card),
    };

    /// <summary>A shared answer says who asked what.</summary>
    private static void Introduce(JsonObject message, string userId, string question)
    {
        string asked = $"<@{userId}> asked `/mentions {SlackText.CutMarkup(SlackText.Escape(question), 100)}`";
        if (message["blocks"] is JsonArray blocks)
        {
            if (blocks.Count == SlackBlocks.MaxMessageBlocks)
            {
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Insert(0, new JsonObject
            {
                ["type"] = "context",
                ["block_id"] = "asked",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = asked, ["verbatim"] = true }),
            });
        }
        else
        {
            message["text"] = $"{asked}\n{message["text"]}";
        }
    }
}
