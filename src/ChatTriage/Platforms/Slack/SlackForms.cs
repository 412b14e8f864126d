using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Forms (modals): opened within the three seconds of a click, and answered in the acknowledgement of their submission: closed when done, a word at
/// the field when something is missing, or the present state when the card behind it was outdated.
/// </summary>
internal sealed partial class SlackForms(
    SlackApi api, SlackWorkspaces workspaces, SlackPeople people, SlackHome home, SlackResponses responses, SlackPlatform platform, InteractionDispatcher dispatcher, LaterWork work,
    ILogger<SlackForms> logger)
{
    private const int MostWords = 3000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.2);
    private static readonly HashSet<string> WithForm = new(StringComparer.Ordinal)
    {
        Verbs.NoResponse, Verbs.NotOurs, Verbs.MarkAnswered, Verbs.HandOver, Verbs.Reroute, Verbs.Note, Verbs.Snooze, Verbs.ReassignBrand, Verbs.Suggest,
    };

    /// <summary>Whether the button of a verb opens a form; each has a template <c>cards/slack/form-VERB.json</c>.</summary>
    public static bool Has(string verb) => WithForm.Contains(verb);

    /// <summary>Opens a form for the person who pressed.</summary>
    public async Task OpenAsync(SlackEnvelope envelope, DrawnCard form, CancellationToken cancellation)
    {
        try
        {
            await api.CallAsync(envelope.Workspace, "views.open", [("trigger_id", envelope.TriggerId), ("view", SlackBlocks.View(form).ToWire())], cancellation);
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogNotOpened(fault.Message);
            await responses.TellAsync(envelope.ResponseUrl, "The form could not be opened in time. Please press the button once more.", cancellation);
        }
    }

    /// <summary>Takes a form that was sent off.</summary>
    public async Task<SlackAck> SubmitAsync(JsonElement payload, CancellationToken cancellation)
    {
        JsonElement view = payload.Member("view");
        string verb = view.Text("callback_id") ?? "";
        SlackActionValue? about = SlackActionValue.Parse(view.Text("private_metadata"));
        (Address? place, AskedAgain? asked) = verb == QuestionVerbs.Watch ? AboutQuestion(view.Text("private_metadata")) : (null, null);
        if (SlackEnvelope.Read(payload, workspaces) is not { } envelope || (asked is null && (!Has(verb) || about is null)))
        {
            return Say("This form is from an older version of ChatTriage. Please press the button on the card once more.");
        }

        if (await people.MayOnlyLookAsync(envelope, cancellation))
        {
            return Say($"Only people of {envelope.Workspace.Name ?? "this workspace"} can decide and answer here.");
        }

        Dictionary<string, string> values = Values(view.Member("state").Member("values"), envelope.Workspace);
        Task<InteractionReply> done = asked is null ? DoAsync(envelope, about!, verb, values) : SaveAsync(envelope, place, asked, values);
        if (await Task.WhenAny(done, Task.Delay(Patience, cancellation)) == done)
        {
            return asked is null ? Answer(await done, envelope, about!, view, values) : Saved(await done, view);
        }

        // Slack waits no longer: the form says so, and says how it ended once it has.
        string? viewId = view.Text("id");
        work.TryAdd(async token => await FollowUpAsync(envelope, viewId, await done, values, token));
        return Say("ChatTriage is slow right now; what you sent is still being worked on.");
    }

    private async Task<InteractionReply> DoAsync(SlackEnvelope envelope, SlackActionValue about, string verb, Dictionary<string, string> values)
    {
        if (verb == Verbs.HandOver && values.TryGetValue(Inputs.To, out string? to) && await RefusedAsync(envelope.Workspace, to) is { } why)
        {
            return new InteractionReply(Changed: false, why, Input: Inputs.To);
        }

        Person person = await people.PersonAsync(envelope.Workspace, envelope.UserId, envelope.UserName, CancellationToken.None);
        return await dispatcher.DispatchAsync(about.Click(person, verb, values), platform, CancellationToken.None);
    }

    private async Task<InteractionReply> SaveAsync(SlackEnvelope envelope, Address? place, AskedAgain asked, Dictionary<string, string> values)
    {
        Person person = await people.PersonAsync(envelope.Workspace, envelope.UserId, envelope.UserName, CancellationToken.None);
        return await dispatcher.DispatchAsync(new QuestionPressed(person, QuestionVerbs.Watch, asked, place, values), platform, CancellationToken.None);
    }

    /// <summary>What the form about a question carries: where it was asked, and what.</summary>
    private static (Address? Place, AskedAgain? Asked) AboutQuestion(string? carried) =>
        carried?.Split('\n', 2) is [var where, var what] ? (Address.TryParse(where, out Address place) ? place : null, AskedAgain.Read(what)) : (null, null);

    /// <summary>A form has no message behind it in which its end could be said, so it says so itself.</summary>
    private static SlackAck Saved(InteractionReply reply, JsonElement view) => FaultAt(reply, view) ?? Say(reply.PrivateCard?.Text ?? reply.Text ?? "Saved.");

    /// <summary>A word at the field that is wrong; Slack shows it only at one that is on the form.</summary>
    private static SlackAck? FaultAt(InteractionReply reply, JsonElement view) =>
        !reply.Changed && reply.Input is { } input && view.Member("blocks").Items().Any(block => block.Text("block_id") == input)
            ? new SlackAck(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [input] = reply.Text } })
            : null;

    /// <summary>Why somebody cannot take an item over, as far as only Slack knows.</summary>
    private async Task<string?> RefusedAsync(SlackWorkspace workspace, string address)
    {
        string id = workspaces.Of(Mentions.Address.Parse(address)).Id;
        SlackProfile profile = await people.ProfileAsync(workspace, id, CancellationToken.None);
        return !profile.CanAnswer || people.MayOnlyLook(workspace, profile)
            ? $"{profile.Name ?? "This account"} cannot answer here: choose a colleague."
            : null;
    }

    private SlackAck Answer(InteractionReply reply, SlackEnvelope envelope, SlackActionValue about, JsonElement view, Dictionary<string, string> values)
    {
        if (FaultAt(reply, view) is { } fault)
        {
            return fault;
        }

        if (about.Role is null)
        {
            work.TryAdd(async token => await home.RefreshAsync(envelope.Workspace, await people.PersonAsync(envelope.Workspace, envelope.UserId, envelope.UserName, token), envelope.UserId, token));
        }

        return reply.Changed ? SlackAck.Taken : new SlackAck(Update(Message(reply.PrivateCard?.Text ?? reply.Text ?? "Nothing was changed.", Typed(values))));
    }

    private async Task FollowUpAsync(SlackEnvelope envelope, string? viewId, InteractionReply reply, Dictionary<string, string> values, CancellationToken cancellation)
    {
        try
        {
            await api.CallAsync(envelope.Workspace, "views.update", [("view_id", viewId), ("view", Message(reply.Text ?? "Done.", reply.Changed ? null : Typed(values)).ToWire())], cancellation);
        }
        catch (Exception fault) when (fault is SlackApiException or SlackRateLimitedException or SlackUnreachableException)
        {
            LogNotOpened(fault.Message);
        }
    }

    private static SlackAck Say(string text) => new(Update(Message(text)));

    private static JsonObject Update(JsonObject view) => new() { ["response_action"] = "update", ["view"] = view };

    /// <summary>The words of somebody's own, which are not taken away with the form when nothing became of them.</summary>
    private static string? Typed(Dictionary<string, string> values) =>
        new[] { Inputs.Answer, Inputs.Note, Inputs.ReasonText }.Select(name => values.GetValueOrDefault(name)).FirstOrDefault(typed => !string.IsNullOrWhiteSpace(typed));

    private static JsonObject Message(string text, string? typed = null) => new()
    {
        ["type"] = "modal",
        ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = "ChatTriage" },
        ["close"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Close" },
        ["blocks"] = new JsonArray([.. new[] { text, typed is null ? null : "You wrote:", typed }.OfType<string>().Select(Words)]),
    };

    private static JsonNode Words(string text) => new JsonObject
    {
        ["type"] = "section",
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = CardText.Cut(text, MostWords), ["emoji"] = false },
    };

    /// <summary>What was typed and chosen, by the names of <see cref="Inputs"/>.</summary>
    private static Dictionary<string, string> Values(JsonElement blocks, SlackWorkspace workspace)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty element in blocks.Members().SelectMany(block => block.Value.Members()))
        {
            string? user = element.Value.Text("selected_user");
            if ((user is null ? element.Value.Text("value") ?? element.Value.Member("selected_option").Text("value") : workspace.AddressOf(user).ToString()) is { } value)
            {
                values[element.Name] = value;
            }
        }

        return values;
    }

    [LoggerMessage(6051, LogLevel.Warning, "A form was not shown: {Problem}")]
    private partial void LogNotOpened(string problem);
}
