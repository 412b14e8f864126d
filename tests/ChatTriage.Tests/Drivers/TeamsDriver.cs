using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Drivers;

/// <summary>What people do in Teams: they install and remove the app, write to it, press buttons, search, and read what only they see.</summary>
public sealed class TeamsDriver(TeamsDouble teams, TestApp app, Func<string, Task<string>> token)
{
    /// <summary>Decides; lives in Berlin.</summary>
    public static readonly TeamsPerson Megan = new("29:1megan-bowen", "Megan Bowen", "00000000-0000-0000-0000-0000000000a1");

    /// <summary>Answers.</summary>
    public static readonly TeamsPerson Adele = new("29:1adele-vance", "Adele Vance", "00000000-0000-0000-0000-0000000000a2");

    /// <summary>Answers as well.</summary>
    public static readonly TeamsPerson Isaiah = new("29:1isaiah-langer", "Isaiah Langer", "00000000-0000-0000-0000-0000000000a3");

    /// <summary>Runs the program.</summary>
    public static readonly TeamsPerson Patti = new("29:1patti-fernandez", "Patti Fernandez", "00000000-0000-0000-0000-0000000000a4");

    /// <summary>Works for another company and shares a channel.</summary>
    public static readonly TeamsPerson Eve = new("29:1eve-partner", "Eve Partner", "00000000-0000-0000-0000-0000000000e1", "99999999-2222-3333-4444-555555555555");

    /// <summary>The team, which is its channel General as well.</summary>
    public const string Team = "19:team0001general@thread.tacv2";

    /// <summary>Channel of new mentions.</summary>
    public const string Triage = "19:team0001triage@thread.tacv2";

    /// <summary>Channel of the customer-service desk.</summary>
    public const string CustomerService = "19:team0001support@thread.tacv2";

    /// <summary>Channel of the public-relations desk.</summary>
    public const string PublicRelations = "19:team0001pr@thread.tacv2";

    /// <summary>A group chat.</summary>
    public const string Group = "19:group0001@thread.v2";

    private static readonly TeamsPerson[] Everybody = [Megan, Adele, Isaiah, Patti, Eve];
    /// <summary>The rooms of these people.</summary>
    public static IReadOnlyList<TeamsRoom> Rooms() =>
    [
        new(Team, "channel", "General") { Members = Everybody },
        new(Triage, "channel", "Triage") { Members = Everybody },
        new(CustomerService, "channel", "Support") { Members = Everybody },
        new(PublicRelations, "channel", "PR") { Members = Everybody },
        new(Group, "groupChat", "Front desk") { Members = Everybody },
        .. Everybody.Select(person => new TeamsRoom(TeamsDouble.ChatWith(person), "personal", person.Name) { Members = [person] }),
    ];

    /// <summary>Where answers shall go, as activities say it.</summary>
    public string ServiceUrl { get; set; } = teams.ServiceUrl;

    /// <summary>Sends one mention of the watched brand without waiting; gives its id.</summary>
    public Task<long> SendAsync(string text = "my brightwater filter leaks", string? author = null) => app.SendMentionAsync(text, author);

    /// <summary>Sends one mention and waits for its card.</summary>
    public async Task<TeamsCard> MentionWithCardAsync(string text = "my brightwater filter leaks", string? author = null) => await CardAsync(Triage, await SendAsync(text, author));

    /// <summary>Sends a mention and lets the owner route it to customer service; gives the desk's card.</summary>
    public async Task<TeamsCard> RoutedAsync(string text = "my brightwater filter leaks")
    {
        TeamsCard card = await MentionWithCardAsync(text);
        await PressAsync(Megan, card, "customer-service");
        return await CardAsync(CustomerService, card.Mention);
    }

    /// <summary>The same, claimed by a person; gives the desk's card.</summary>
    public async Task<TeamsCard> ClaimedAsync(TeamsPerson person, string text = "my brightwater filter leaks")
    {
        TeamsCard card = await RoutedAsync(text);
        await PressAsync(person, card, "claim");
        return await CardAsync(CustomerService, card.Mention, newerThan: card.Version);
    }

    /// <summary>Cards of a room that everybody sees, oldest first.</summary>
    public IReadOnlyList<TeamsCard> Cards(string room) => [.. teams.Messages(room).Where(message => message.To is null).Select(TeamsCard.Of).OfType<TeamsCard>()];

    /// <summary>The newest card of a mention in a room, once it shows something newer than a version.</summary>
    public Task<TeamsCard> CardAsync(string room, long mention, long newerThan = 0) => TestApp.Eventually(
        () => Task.FromResult(Cards(room).LastOrDefault(card => card.Mention == mention && card.Version > newerThan)), $"a card of mention {mention} in {room} newer than {newerThan}");

    /// <summary>The newest card of a mention in a room, once its first line says so.</summary>
    public Task<TeamsCard> CardSayingAsync(string room, long mention, string state) => TestApp.Eventually(
        () => Task.FromResult(Cards(room).LastOrDefault(card => card.Mention == mention && card.State.Contains(state, StringComparison.Ordinal))), $"a card of mention {mention} in {room} that says: {state}");

    /// <summary>What only this person sees, wherever it stands.</summary>
    public IReadOnlyList<TeamsMessage> Private(TeamsPerson person) => [.. teams.Messages().Where(message => message.To == person.Id || message.Room.Id == TeamsDouble.ChatWith(person))];

    /// <summary>The private message of a person that says something.</summary>
    public Task<TeamsMessage> PrivateSayingAsync(TeamsPerson person, string words) => TestApp.Eventually(
        () => Task.FromResult(Private(person).LastOrDefault(message => TeamsCard.JsonOf(message.Activity).Contains(words, StringComparison.Ordinal))), $"a private word to {person.Name} that says: {words}");

    /// <summary>Presses a button, found by verb or title, with what was filled in.</summary>
    public Task<TeamsAnswer> PressAsync(TeamsPerson person, TeamsCard card, string button, params IReadOnlyList<(string Field, string Value)> inputs) => DeliverAsync(Click(person, card, button, inputs));

    /// <summary>Presses a button and gives the sentence that the person is told about it, wherever it is said.</summary>
    public async Task<string> ToldAsync(TeamsPerson person, TeamsCard card, string button, params IReadOnlyList<(string Field, string Value)> inputs)
    {
        int before = Private(person).Count;
        TeamsAnswer answer = await PressAsync(person, card, button, inputs);
        answer.Status.ShouldBe(200);
        return answer.Said ?? answer.SaidOnCard ?? TeamsCard.JsonOf((await TestApp.Eventually(() => Task.FromResult(Private(person).ElementAtOrDefault(before)), $"private message {before + 1} for {person.Name}")).Activity);
    }

    /// <summary>The activity of a pressed button, for sending it more than once.</summary>
    public JsonObject Click(TeamsPerson person, TeamsCard card, string button, params IReadOnlyList<(string Field, string Value)> inputs)
    {
        JsonObject click = Activity("invoke", person, card.Message.Room, card.Message.Thread);
        click["name"] = "adaptiveCard/action";
        click["replyToId"] = card.Message.Id;
        click["value"] = new JsonObject { ["action"] = card.Action(button, inputs), ["trigger"] = "manual" };
        return click;
    }

    /// <summary>Somebody writes <c>@ChatTriage …</c>, or without the name in a personal chat; gives the activity that was sent.</summary>
    public async Task<JsonObject> WriteAsync(TeamsPerson person, string room, string text)
    {
        JsonObject message = Words(person, room, text);
        (await DeliverAsync(message)).Status.ShouldBe(200);
        return message;
    }

    /// <summary>The same before it is sent.</summary>
    public JsonObject Words(TeamsPerson person, string room, string text)
    {
        TeamsRoom place = teams.Room(room);
        string? thread = place.Kind == "channel" ? teams.Heard() : null;
        JsonObject message = Activity("message", person, place, thread);
        message["id"] = thread ?? teams.NewId();
        message["textFormat"] = "plain";
        message["text"] = place.Kind == "personal" ? text : $"<at>ChatTriage</at> {text}";
        if (place.Kind != "personal")
        {
            message["entities"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>ChatTriage</at>",
                ["mentioned"] = new JsonObject { ["id"] = $"28:{TeamsMint.AppId}", ["name"] = "ChatTriage" },
            });
        }

        return message;
    }

    /// <summary>Somebody writes and gets an answer, wherever it stands: the next message that this person sees, the greeting of a new channel aside.</summary>
    public async Task<TeamsMessage> AskAsync(TeamsPerson person, string room, string text)
    {
        HashSet<string> before = [.. teams.Messages().Select(message => message.Id)];
        await WriteAsync(person, room, text);
        return await TestApp.Eventually(
            () => Task.FromResult(teams.Messages().FirstOrDefault(message => !before.Contains(message.Id) && IsSeenBy(message, person, room) && message.Text?.StartsWith("ChatTriage is here.", StringComparison.Ordinal) != true)),
            $"an answer to {person.Name}");
    }

    /// <summary>A slash command, which only the sender and the bot see.</summary>
    public JsonObject Slash(TeamsPerson person, string room, string text)
    {
        JsonObject message = Activity("message", person, teams.Room(room), thread: null);
        message["text"] = text;
        message["textFormat"] = "plain";
        message["recipient"]!["isTargeted"] = true;
        return message;
    }

    /// <summary>Searches in the message extension.</summary>
    public Task<TeamsAnswer> SearchAsync(TeamsPerson person, string room, string query, string parameter = "query")
    {
        JsonObject search = Activity("invoke", person, teams.Room(room), thread: null);
        search["name"] = "composeExtension/query";
        search["value"] = new JsonObject
        {
            ["commandId"] = "searchMentions",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = parameter, ["value"] = query }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        };
        return DeliverAsync(search);
    }

    /// <summary>The app is added somewhere: the bot hears of it twice.</summary>
    public async Task InstallAsync(TeamsPerson person, string room)
    {
        teams.Room(room).HasBot = true;
        (await DeliverAsync(Installation(person, room, "add"))).Status.ShouldBe(200);
        (await DeliverAsync(Membership(person, room, "membersAdded"))).Status.ShouldBe(200);
    }

    /// <summary>The app is taken away.</summary>
    public async Task UninstallAsync(TeamsPerson person, string room)
    {
        teams.Room(room).HasBot = false;
        (await DeliverAsync(Installation(person, room, "remove"))).Status.ShouldBe(200);
    }

    /// <summary>An <c>installationUpdate</c>.</summary>
    public JsonObject Installation(TeamsPerson person, string room, string action)
    {
        JsonObject update = Activity("installationUpdate", person, teams.Room(room), thread: null);
        update["action"] = action;
        return update;
    }

    /// <summary>A <c>conversationUpdate</c> about the bot.</summary>
    public JsonObject Membership(TeamsPerson person, string room, string change)
    {
        JsonObject update = Activity("conversationUpdate", person, teams.Room(room), thread: null);
        update[change] = new JsonArray(new JsonObject { ["id"] = $"28:{TeamsMint.AppId}" });
        return update;
    }

    /// <summary>A <c>conversationUpdate</c> about the channel, such as <c>channelDeleted</c>.</summary>
    public JsonObject ChannelEvent(TeamsPerson person, string room, string change)
    {
        JsonObject update = Activity("conversationUpdate", person, teams.Room(Team), thread: null);
        update["channelData"]!["eventType"] = change;
        update["channelData"]!["channel"] = new JsonObject { ["id"] = room, ["name"] = teams.Room(room).Name };
        return update;
    }

    /// <summary>An activity as Teams sends it, before the part that makes it what it is.</summary>
    public JsonObject Activity(string type, TeamsPerson from, TeamsRoom room, string? thread) => new()
    {
        ["type"] = type,
        ["id"] = $"f:{Guid.NewGuid()}",
        ["timestamp"] = app.Clock.GetUtcNow().ToString("O"),
        ["localTimezone"] = "Europe/Berlin",
        ["channelId"] = "msteams",
        ["serviceUrl"] = ServiceUrl,
        ["from"] = new JsonObject { ["id"] = from.Id, ["name"] = from.Name, ["aadObjectId"] = from.ObjectId, ["tenantId"] = from.Tenant },
        ["recipient"] = new JsonObject { ["id"] = $"28:{TeamsMint.AppId}", ["name"] = "ChatTriage" },
        ["conversation"] = Conversation(room, thread),
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-GB", ["country"] = "GB", ["platform"] = "Web", ["timezone"] = "Europe/Berlin" }),
        ["channelData"] = ChannelData(room),
        ["locale"] = "en-GB",
    };

    /// <summary>Sends an activity as Teams does, with its own token or another one.</summary>
    public async Task<TeamsAnswer> DeliverAsync(JsonObject activity) => await DeliverAsync(activity.ToJsonString(), await token((string)activity["serviceUrl"]!));

    /// <summary>Sends anything.</summary>
    public async Task<TeamsAnswer> DeliverAsync(string body, string? bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new TeamsAnswer((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null, response.Headers.RetryAfter is not null);
    }

    private static bool IsSeenBy(TeamsMessage message, TeamsPerson person, string room) =>
        message.To == person.Id || (message.To is null && (message.Room.Id == room || message.Room.Id == TeamsDouble.ChatWith(person)));

    private static JsonObject Conversation(TeamsRoom room, string? thread)
    {
        var conversation = new JsonObject { ["id"] = thread is null ? room.Id : $"{room.Id};messageid={thread}", ["conversationType"] = room.Kind, ["tenantId"] = TeamsMint.Tenant };
        if (room.Kind != "personal")
        {
            conversation["isGroup"] = true;
        }

        return conversation;
    }

    private static JsonObject ChannelData(TeamsRoom room)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsMint.Tenant } };
        if (room.Kind == "channel")
        {
            data["team"] = new JsonObject { ["id"] = Team, ["name"] = "Support", ["aadGroupId"] = "00000000-0000-0000-0000-0000000000f1" };
            data["channel"] = new JsonObject { ["id"] = room.Id, ["name"] = room.Name };
        }

        return data;
    }
}
