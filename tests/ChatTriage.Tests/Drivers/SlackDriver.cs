using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Drivers;

/// <summary>What people do in the Slack workspace: they find cards, press buttons, fill in forms, ask questions, and read what only they see.</summary>
public sealed class SlackDriver(SlackBox box, TestApp app)
{
    /// <summary>Decides; lives in Berlin.</summary>
    public const string Alice = "U0ALICE001";

    /// <summary>Answers; lives in New York.</summary>
    public const string Bob = "U0BOB00001";

    /// <summary>Answers as well; lives in London.</summary>
    public const string Carol = "U0CAROL001";

    /// <summary>Works for another company and shares a channel.</summary>
    public const string Eve = "U0EXTERN01";

    /// <summary>Channel of new mentions.</summary>
    public const string Triage = "C0TRIAGE01";

    /// <summary>Channel of the customer-service desk.</summary>
    public const string CustomerService = "C0SERVICE1";

    /// <summary>Channel of the public-relations desk.</summary>
    public const string PublicRelations = "C0PRDESK01";

    /// <summary>A channel that another company is in as well.</summary>
    public const string Shared = "C0SHARED01";

    /// <summary>Sends one mention of the watched brand without waiting; gives its id.</summary>
    public Task<long> SendAsync(string text = "my brightwater filter leaks", string? author = null) => app.SendMentionAsync(text, author);

    /// <summary>Sends one mention and waits for its card.</summary>
    public async Task<SlackCard> MentionWithCardAsync(string text = "my brightwater filter leaks", string? author = null) => await CardAsync(Triage, await SendAsync(text, author));

    /// <summary>Sends a mention and lets the owner route it to customer service; gives the desk's card.</summary>
    public async Task<SlackCard> RoutedAsync(string text = "my brightwater filter leaks")
    {
        SlackCard card = await MentionWithCardAsync(text);
        await PressAsync(Alice, card, "customer-service");
        return await CardAsync(CustomerService, card.Mention);
    }

    /// <summary>The same, claimed by a person; gives the desk's card.</summary>
    public async Task<SlackCard> ClaimedAsync(string user, string text = "my brightwater filter leaks")
    {
        SlackCard card = await RoutedAsync(text);
        await PressAsync(user, card, "claim");
        return await CardAsync(CustomerService, card.Mention, newerThan: card.Version);
    }

    /// <summary>Messages of a channel that are there now, oldest first.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync(string channel) =>
        [.. ((await box.StateAsync())["messages"]![channel]?.AsArray() ?? []).Select(message => message!.AsObject()).Where(message => (bool?)message["deleted"] != true)];

    /// <summary>Cards of a channel that are there now, oldest first.</summary>
    public async Task<IReadOnlyList<SlackCard>> CardsAsync(string channel) => [.. (await MessagesAsync(channel)).Select(message => SlackCard.Of(channel, message)).OfType<SlackCard>()];

    /// <summary>The newest card of a mention in a channel, once it shows something newer than a version.</summary>
    public Task<SlackCard> CardAsync(string channel, long mention, long newerThan = 0) => TestApp.Eventually(
        async () => (await CardsAsync(channel)).LastOrDefault(card => card.Mention == mention && card.Version > newerThan), $"a card of mention {mention} in {channel} newer than {newerThan}");

    /// <summary>The newest card of a mention in a channel, once its first line says so.</summary>
    public Task<SlackCard> CardSayingAsync(string channel, long mention, string state) => TestApp.Eventually(
        async () => (await CardsAsync(channel)).LastOrDefault(card => card.Mention == mention && card.State.Contains(state, StringComparison.Ordinal)), $"a card of mention {mention} in {channel} that says: {state}");

    /// <summary>Presses a button or an entry of the menu; Slack is content with the answer.</summary>
    public async Task<SlackDelivery> PressAsync(string user, SlackCard card, string verb)
    {
        SlackDelivery click = await box.ClickAsync(card.Press(user, verb));
        click.Acked.ShouldBeTrue(SlackCard.JsonOf(click.Raw));
        return click;
    }

    /// <summary>Presses a button and waits for the private answer.</summary>
    public async Task<JsonObject> AnswerAsync(string user, SlackCard card, string verb)
    {
        int before = (await PrivateAsync(user)).Count;
        await PressAsync(user, card, verb);
        return await NextPrivateAsync(user, before);
    }

    /// <summary>The private message after so many.</summary>
    public Task<JsonObject> NextPrivateAsync(string user, int before) =>
        TestApp.Eventually(async () => (await PrivateAsync(user)).ElementAtOrDefault(before), $"private message {before + 1} for {user}");

    /// <summary>What only this person sees in a channel.</summary>
    public async Task<IReadOnlyList<JsonObject>> PrivateAsync(string user) =>
        [.. (await box.StateAsync())["ephemerals"]!.AsArray().Select(message => message!.AsObject()).Where(message => (string?)message["to"] == user)];

    /// <summary>What the bot wrote to this person directly.</summary>
    public Task<IReadOnlyList<JsonObject>> DirectAsync(string user) => MessagesAsync($"D{user[1..]}");

    /// <summary>Forms that this person has, or had, open.</summary>
    public async Task<IReadOnlyList<SlackForm>> FormsAsync(string user) =>
        [.. (await box.StateAsync())["views"]!.AsArray().Select(view => view!.AsObject()).Where(view => (string?)view["user"] == user).Select(view => new SlackForm(user, view))];

    /// <summary>Presses a button that opens a form.</summary>
    public async Task<SlackForm> OpenAsync(string user, SlackCard card, string verb)
    {
        int before = (await FormsAsync(user)).Count;
        await PressAsync(user, card, verb);
        return await TestApp.Eventually(async () => (await FormsAsync(user)).ElementAtOrDefault(before) is { } form && form.Verb == verb ? form : null, $"the form {verb} for {user}");
    }

    /// <summary>The form as it is now.</summary>
    public async Task<SlackForm> NowAsync(SlackForm form) => (await FormsAsync(form.User)).Single(shown => shown.Id == form.Id);

    /// <summary>Fills in and submits; Slack is content with the answer.</summary>
    public async Task<SlackDelivery> SubmitAsync(SlackForm form, params (string Field, string Value)[] values)
    {
        SlackDelivery submission = await box.SubmitAsync(form.User, form.Id, values.ToDictionary(value => value.Field, value => value.Value));
        submission.Acked.ShouldBeTrue(SlackCard.JsonOf(submission.Raw));
        return submission;
    }

    /// <summary>Sends <c>/mentions …</c>; gives the private answer.</summary>
    public async Task<JsonObject> AskAsync(string user, string text, string channel = Triage)
    {
        int before = (await PrivateAsync(user)).Count;
        SlackDelivery answer = await box.SlashAsync(user, text, channel);
        answer.Acked.ShouldBeTrue(SlackCard.JsonOf(answer.Raw));
        answer.Raw["ackInvalid"].ShouldBeNull();

        // A workspace's first chart comes after the acknowledgement.
        return answer.Posted ?? await NextPrivateAsync(user, before);
    }

    /// <summary>Presses a button under an answer.</summary>
    public async Task PressAsync(string user, JsonObject message, string verb, string channel = Triage) =>
        (await box.ClickAsync(new { user, channel, ts = (string)message["ts"]!, action_id = verb })).Acked.ShouldBeTrue();

    /// <summary>The private message as it is now, once it says something.</summary>
    public Task<JsonObject> PrivateSayingAsync(string user, string words) => TestApp.Eventually(
        async () => (await PrivateAsync(user)).LastOrDefault(message => SlackCard.JsonOf(message).Contains(words, StringComparison.Ordinal)), $"a private word to {user} that says: {words}");
}
