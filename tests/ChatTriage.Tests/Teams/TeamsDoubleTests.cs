using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>The connector that the tests of Teams stand on refuses what Teams refuses, in the words of its published description.</summary>
public sealed class TeamsDoubleTests
{
    private static readonly JsonObject Card = new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray(), ["actions"] = new JsonArray() };

    /// <summary>Messages that are refused, and with what.</summary>
    public static TheoryData<string, HttpStatusCode, string> Wrong => new()
    {
        { """{"type":"message","text":"a","textFormat":"plain","attachments":[{}]}""", HttpStatusCode.BadRequest, "multiple skype activities" },
        { """{"type":"message","attachments":[{},{}]}""", HttpStatusCode.BadRequest, "multiple skype activities" },
        { """{"type":"message","summary":"only this"}""", HttpStatusCode.BadRequest, "non empty 'text'" },
        { """{"type":"event","name":"a"}""", HttpStatusCode.BadRequest, "type event" },
        { """{"type":"message","text":"<b>a</b>","textFormat":"xml"}""", HttpStatusCode.BadRequest, "markup" },
        { """{"type":"message","text":"a <at>B</at>","textFormat":"plain","entities":[{"type":"mention","text":"<at>C</at>"}]}""", HttpStatusCode.BadRequest, "does not match" },
        { """{"type":"message","text":"a B","textFormat":"plain","entities":[{"type":"mention","text":"B"}]}""", HttpStatusCode.BadRequest, "valid text" },
        { """{"type":"message","summary":"a","attachments":[{"contentType":"application/vnd.microsoft.adaptive.card","content":{"type":"AdaptiveCard"}}]}""", HttpStatusCode.BadRequest, "no Adaptive Card" },
        { """{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}]}""", HttpStatusCode.BadRequest, "notification" },
        { """{"type":"message","summary":"a","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","actions":[{"type":"Action.Execute","title":"a"}]}}]}""", HttpStatusCode.BadRequest, "verb" },
        { """{"type":"message","summary":"a","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","refresh":{"userIds":["0-0"]}}}]}""", HttpStatusCode.BadRequest, "refreshed" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_Teams_Does_Not_Take_Is_Refused_And_Noted(string activity, HttpStatusCode status, string why)
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);

        using HttpResponseMessage answer = await http.PostAsync(Activities(TeamsDriver.Group), new StringContent(activity, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"error\":{\"code\":");
        connector.Violations.ShouldHaveSingleItem().ShouldContain(why);
        connector.Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Post_Begins_A_Thread_And_Is_Changed_In_It()
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);

        JsonObject made = await ReadAsync(await http.PostAsJsonAsync("v3/conversations", ChannelPost(TeamsDriver.Triage)));
        string id = (string)made["activityId"]!;
        ((string)made["id"]!).ShouldBe($"{TeamsDriver.Triage};messageid={id}");
        using HttpResponseMessage changed = await http.PutAsJsonAsync(new Uri($"v3/conversations/{Uri.EscapeDataString((string)made["id"]!)}/activities/{id}", UriKind.Relative), Message("two"));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage nowhere = await http.PutAsJsonAsync(new Uri($"v3/conversations/{TeamsDriver.Triage}/activities/17", UriKind.Relative), Message("two"));

        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await nowhere.Content.ReadAsStringAsync()).ShouldContain("ActivityNotFoundInConversation");
        connector.Messages(TeamsDriver.Triage).ShouldHaveSingleItem().Versions.Count.ShouldBe(2);
        connector.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_One_Person_Sees_What_Is_Targeted()
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);
        JsonObject toAdele = Message("psst");
        toAdele["recipient"] = new JsonObject { ["id"] = TeamsDriver.Adele.Id, ["isTargeted"] = true };

        using HttpResponseMessage sent = await http.PostAsJsonAsync($"{Activities(TeamsDriver.Group)}?isTargetedActivity=true", toAdele);
        using HttpResponseMessage toNobody = await http.PostAsJsonAsync($"{Activities(TeamsDriver.Group)}?isTargetedActivity=true", Message("psst"));

        sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        toNobody.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        connector.Messages().ShouldHaveSingleItem().To.ShouldBe(TeamsDriver.Adele.Id);
    }

    [Fact]
    public async Task A_Chat_With_One_Person_Is_The_Same_Every_Time()
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);
        object chat = new { isGroup = false, tenantId = TeamsMint.Tenant, members = new[] { new { id = TeamsDriver.Adele.Id } } };

        string first = (string)(await ReadAsync(await http.PostAsJsonAsync("v3/conversations", chat)))["id"]!;
        string again = (string)(await ReadAsync(await http.PostAsJsonAsync("v3/conversations", chat)))["id"]!;
        using HttpResponseMessage byEmail = await http.PostAsJsonAsync("v3/conversations", new { tenantId = TeamsMint.Tenant, members = new[] { new { id = "adele@contoso.example" } } });

        again.ShouldBe(first);
        byEmail.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_Gets_In_Without_A_Token_Or_Where_The_Bot_Is_Not()
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);
        connector.Room(TeamsDriver.Group).HasBot = false;
        connector.Room(TeamsDriver.Triage).IsDeleted = true;
        connector.Room(TeamsDriver.CustomerService).IsBlocked = true;

        foreach ((string room, int status, string code) in new[] { (TeamsDriver.Group, 403, "BotNotInConversationRoster"), (TeamsDriver.Triage, 404, "ConversationNotFound"), (TeamsDriver.CustomerService, 403, "MessageWritesBlocked") })
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync(Activities(room), Message("one"));
            ((int)answer.StatusCode).ShouldBe(status);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(code);
        }

        connector.Takes = token => token == "mine";
        using HttpResponseMessage refused = await http.PostAsJsonAsync(Activities(TeamsDriver.PublicRelations), Message("one"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "mine");
        (await ReadAsync(await http.PostAsJsonAsync(Activities(TeamsDriver.PublicRelations), Message("one"))))["id"].ShouldNotBeNull();
    }

    [Fact]
    public async Task What_Is_Too_Large_And_What_Comes_At_Once_And_What_Is_Not_Known_Is_Refused()
    {
        await using TeamsDouble connector = await StartAsync();
        using HttpClient http = ClientOf(connector);
        DateTimeOffset now = connector.Now();
        connector.Now = () => now;

        // Counted in UTF-16: 60,000 letters are more than 100 KB.
        using HttpResponseMessage tooBig = await http.PostAsJsonAsync(Activities(TeamsDriver.Group), Message(new string('x', 60_000)));
        ((int)tooBig.StatusCode).ShouldBe(413);
        connector.Violations.ShouldBeEmpty();

        connector.RefusesOverlap = true;
        connector.Latency = TimeSpan.FromMilliseconds(300);
        HttpResponseMessage[] both = await Task.WhenAll(http.PostAsJsonAsync(Activities(TeamsDriver.Group), Message("one")), http.PostAsJsonAsync(Activities(TeamsDriver.Group), Message("two")));
        both.Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 412]);

        using HttpResponseMessage unknown = await http.GetAsync(new Uri("v3/conversations", UriKind.Relative));
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        connector.Violations.ShouldHaveSingleItem().ShouldContain("GET conversations");
        connector.Most(TeamsDriver.Group, TimeSpan.FromSeconds(1)).ShouldBe(3);
    }

    private static async Task<TeamsDouble> StartAsync()
    {
        TeamsDouble connector = await TeamsDouble.StartAsync();
        foreach (TeamsRoom room in TeamsDriver.Rooms())
        {
            connector.Add(room);
        }

        return connector;
    }

    private static HttpClient ClientOf(TeamsDouble connector) => new() { BaseAddress = new Uri(connector.ServiceUrl) };

    private static string Activities(string room) => $"v3/conversations/{Uri.EscapeDataString(room)}/activities";

    private static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain" };

    private static JsonObject ChannelPost(string channel) => new()
    {
        ["isGroup"] = true,
        ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel } },
        ["activity"] = new JsonObject
        {
            ["type"] = "message",
            ["summary"] = "one",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = Card.DeepClone() }),
        },
    };

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        }
    }
}
