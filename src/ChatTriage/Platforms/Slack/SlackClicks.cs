using System.Diagnostics;
using System.Text.Json;
using ChatTriage.Mentions;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Buttons. Acknowledged at once; then the click is done, and the person gets a form, a private word, or simply the changed card, which the outbox
/// brings. Links and the Home tab come this way too.
/// </summary>
internal sealed class SlackClicks(
    SlackWorkspaces workspaces, SlackPeople people, SlackForms forms, SlackCommands commands, SlackQuestions questions, SlackHome home, SlackResponses responses, LaterWork work, SlackPlatform platform,
    InteractionDispatcher dispatcher, OutboxPump pump)
{
    /// <summary>The button that shows an answer to everybody.</summary>
    public const string Share = "share";

    private const string Overflow = "more";
    private const string OlderButton = "This button is from an older version of ChatTriage. Please use the buttons of a newer card, or ask /mentions open.";
    private const string Broken = "Something went wrong in ChatTriage. Please look at the card, and press again if nothing has changed.";
    private const string TooMany = "Very many buttons are pressed right now, and this one was not taken. Please press again in a moment.";
    private const string TooLate = "ChatTriage was too busy to do this at once, so it did nothing. Please press again if you still mean it.";
    private static readonly HashSet<string> Links = new(StringComparer.Ordinal) { "open-original", "open-answer" };

    /// <summary>How long a person may wait for the changed card before a sentence says that it was done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>After so long in line somebody has gone on to something else, and a claim would hold an item for nobody.</summary>
    private static readonly TimeSpan StillMeant = TimeSpan.FromSeconds(30);

    /// <summary>Takes a click; it is done after the acknowledgement.</summary>
    public SlackAck Take(JsonElement payload)
    {
        if (payload.Member("actions").Items().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action || Links.Contains(action.Text("action_id") ?? "")
            || SlackEnvelope.Read(payload, workspaces) is not { } envelope)
        {
            return SlackAck.Taken;
        }

        (string verb, string? value) = Pressed(action);
        long arrived = Stopwatch.GetTimestamp();
        if (!work.TryAdd(cancellation => Stopwatch.GetElapsedTime(arrived) < StillMeant ? DoOrSayAsync(envelope, verb, value, cancellation) : TellAsync(envelope, TooLate, cancellation)))
        {
            _ = responses.TellAsync(envelope.ResponseUrl, TooMany, CancellationToken.None);
        }

        return SlackAck.Taken;
    }

    private static (string Verb, string? Value) Pressed(JsonElement action)
    {
        string verb = action.Text("action_id") ?? "";
        if (verb != Overflow)
        {
            return (verb, action.Text("value"));
        }

        string[] option = (action.Member("selected_option").Text("value") ?? "").Split(':', 2);
        return (option[0], option.Length == 2 ? option[1] : null);
    }

    /// <summary>Whoever pressed hears of it even when nobody thought of what went wrong.</summary>
    private async Task DoOrSayAsync(SlackEnvelope envelope, string verb, string? value, CancellationToken cancellation)
    {
        try
        {
            await DoAsync(envelope, verb, value, cancellation);
        }
        catch (Exception)
        {
            await TellAsync(envelope, Broken, cancellation);
            throw;
        }
    }

    private async Task DoAsync(SlackEnvelope envelope, string verb, string? value, CancellationToken cancellation)
    {
        if (verb == Share)
        {
            await commands.ShareAsync(envelope, value, cancellation);
            return;
        }

        if (QuestionVerbs.IsOne(verb))
        {
            await questions.PressAsync(envelope, verb, value, cancellation);
            return;
        }

        if (SlackActionValue.Parse(value) is not { } pressed || !Verbs.All.Contains(verb))
        {
            await TellAsync(envelope, OlderButton, cancellation);
            return;
        }

        Person person = await people.PersonAsync(envelope.Workspace, envelope.UserId, envelope.UserName, cancellation);
        if (verb is not (Verbs.History or Verbs.Similar) && await people.MayOnlyLookAsync(envelope, cancellation))
        {
            await TellAsync(envelope, $"Only people of {envelope.Workspace.Name ?? "this workspace"} can decide and answer here. You are welcome to look.", cancellation);
            return;
        }

        InteractionReply reply = await dispatcher.DispatchAsync(pressed.Click(person, verb, opensForm: SlackForms.Has(verb)), platform, cancellation);
        if (reply.Form is { } form)
        {
            await forms.OpenAsync(envelope, form, cancellation);
            return;
        }

        await AnswerAsync(envelope, person, pressed, reply, cancellation);
    }

    private async Task AnswerAsync(SlackEnvelope envelope, Person person, SlackActionValue pressed, InteractionReply reply, CancellationToken cancellation)
    {
        if (envelope.IsHome)
        {
            await home.PublishAsync(envelope.Workspace, person, envelope.UserId, reply.PrivateCard?.Text ?? reply.Text, cancellation);
        }

        if (reply.PrivateCard is { } card)
        {
            await responses.ShowAsync(envelope.Workspace, envelope.ResponseUrl, card, cancellation);
        }
        else if (reply.Text is { } text && (!reply.Changed || pressed.Role is null))
        {
            // A private word has no outbox row of its own: the answer takes its place, so that its buttons do not stay.
            await responses.TellAsync(envelope.ResponseUrl, text, cancellation, inPlace: pressed.Role is null && reply.Changed);
        }
        else if (reply.Text is { } done)
        {
            // Nobody waits for the end of it: the line of clicks must not stand still for a courtesy.
            _ = TellIfLateAsync(envelope, done);
        }
    }

    private Task TellAsync(SlackEnvelope envelope, string text, CancellationToken cancellation) =>
        envelope.IsHome ? home.PublishAsync(envelope.Workspace, new Person(envelope.Workspace.AddressOf(envelope.UserId), envelope.UserName ?? envelope.UserId), envelope.UserId, text, cancellation)
        : responses.TellAsync(envelope.ResponseUrl, text, cancellation);

    /// <summary>Says that it was done where the changed card will be late, because Slack takes only so many changes a minute. That shows at once or soon.</summary>
    private async Task TellIfLateAsync(SlackEnvelope envelope, string done)
    {
        if (!IsLate(envelope))
        {
            await Task.Delay(Patience);
        }

        if (IsLate(envelope))
        {
            await responses.TellAsync(envelope.ResponseUrl, done, CancellationToken.None);
        }
    }

    private bool IsLate(SlackEnvelope envelope) => envelope.ChannelId is { } channel && pump.IsCrowded(envelope.Workspace.AddressOf(channel), SendKind.Update);
}
