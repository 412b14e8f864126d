using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatTriage.Tests.Infrastructure;

public sealed partial class TeamsDouble
{
    private TeamsCallKind KindOf(TeamsRequest request, JsonObject? body) => request.Form switch
    {
        "POST conversations" => body?["members"] is JsonArray ? TeamsCallKind.OpenChat : TeamsCallKind.Post,
        "POST activities" or "POST activity" => request.Targeted || IsPersonal(request.Room) ? TeamsCallKind.Private : TeamsCallKind.Post,
        "PUT activity" => TeamsCallKind.Update,
        "DELETE activity" => TeamsCallKind.Delete,
        "GET members" or "GET pagedmembers" or "GET member" => TeamsCallKind.Look,
        _ => TeamsCallKind.Unknown,
    };

    private TeamsReply Handle(HttpRequest http, TeamsRequest request, TeamsCallKind kind, JsonObject? body)
    {
        if (kind == TeamsCallKind.Unknown)
        {
            return Refuse(404, "NotFound", $"no such call: {request.Form}");
        }

        if (Takes is { } takes && !(http.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && takes(token)))
        {
            return new(401, Error("Unauthorized", "Authorization has been denied for this request."));
        }

        if (kind is not (TeamsCallKind.Look or TeamsCallKind.Delete) && (body is null || http.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true))
        {
            return Refuse(400, "BadSyntax", "no JSON");
        }

        return request.Form switch
        {
            "POST conversations" when kind == TeamsCallKind.OpenChat => OpenChat(body!),
            "POST conversations" => PostIntoChannel(body!),
            "POST activities" or "POST activity" => Post(request, body!),
            "PUT activity" => Update(request, body!),
            "DELETE activity" => Remove(request),
            _ => Look(request),
        };
    }

    private TeamsReply PostIntoChannel(JsonObject body)
    {
        if (body["activity"] is not JsonObject activity || (bool?)body["isGroup"] != true || (string?)body["channelData"]?["channel"]?["id"] is not { } channel)
        {
            return Refuse(400, "BadSyntax", "a post needs isGroup, channelData.channel.id and an activity");
        }

        if (Entrance(channel, "channel") is { } closed)
        {
            return closed;
        }

        if (Wrong(activity, changes: false, targeted: false) is { } wrong)
        {
            return wrong;
        }

        string id = NewId();
        Keep(new TeamsMessage(id, Room(channel), id, To: null) { Versions = [Copy(activity)] });
        return new(201, new JsonObject { ["id"] = $"{channel};messageid={id}", ["activityId"] = id });
    }

    private TeamsReply OpenChat(JsonObject body)
    {
        string? member = body["members"] is JsonArray and [var only] ? (string?)only!["id"] : null;
        if ((bool?)body["isGroup"] == true || ((string?)body["tenantId"] ?? (string?)body["channelData"]?["tenant"]?["id"]) is null)
        {
            return Refuse(400, "BadSyntax", "a bot opens chats with one person, in a tenant");
        }

        TeamsPerson? person = Rooms().SelectMany(room => room.Members).FirstOrDefault(known => known.Id == member);
        if (person is null)
        {
            return Refuse(400, "BadArgument", $"nobody is called {member}");
        }

        string chat = ChatWith(person);
        lock (_lock)
        {
            if (!_rooms.TryGetValue(chat, out TeamsRoom? room))
            {
                _rooms[chat] = room = new TeamsRoom(chat, "personal", person.Name) { Members = [person] };
            }

            return room.IsBlocked ? new(403, Error("MessageWritesBlocked", "The user blocked the bot.")) : new(201, new JsonObject { ["id"] = chat });
        }
    }

    private TeamsReply Post(TeamsRequest request, JsonObject activity)
    {
        if (Entrance(request.Room!, kind: null) is { } closed)
        {
            return closed;
        }

        if (Wrong(activity, changes: false, request.Targeted) is { } wrong)
        {
            return wrong;
        }

        TeamsRoom room = Room(request.Room!);
        string? to = request.Targeted ? (string?)activity["recipient"]!["id"] : null;
        if (request.Targeted && (room.Kind == "personal" || room.Members.All(member => member.Id != to)))
        {
            return Refuse(400, "BadArgument", $"{to} sees nothing in {room.Name}");
        }

        if (request.Thread is { } thread && Messages(room.Id).All(message => message.Thread != thread) && !_heard.ContainsKey(thread))
        {
            return new(404, Error("ConversationNotFound", "Conversation not found"));
        }

        if ((string?)activity["type"] == "typing")
        {
            return new(202, null);
        }

        string id = NewId();
        Keep(new TeamsMessage(id, room, room.Kind == "channel" ? request.Thread ?? id : null, to) { Versions = [Copy(activity)] });
        return new(201, new JsonObject { ["id"] = id });
    }

    private TeamsReply Update(TeamsRequest request, JsonObject activity)
    {
        if (Entrance(request.Room!, kind: null) is { } closed)
        {
            return closed;
        }

        if (Find(request) is not { } message)
        {
            return new(404, Error("ActivityNotFoundInConversation", "Message does not exist in the thread."));
        }

        if (Wrong(activity, changes: true, request.Targeted) is { } wrong)
        {
            return wrong;
        }

        Replace(message.Id, shown => shown with { Versions = [.. shown.Versions, Copy(activity)] });
        return new(200, new JsonObject { ["id"] = message.Id });
    }

    private TeamsReply Remove(TeamsRequest request)
    {
        if (Find(request) is not { } message)
        {
            return new(404, Error("ActivityNotFoundInConversation", "Message does not exist in the thread."));
        }

        Delete(message);
        return new(200, null);
    }

    private TeamsReply Look(TeamsRequest request)
    {
        if (Entrance(request.Room!, kind: null) is { } closed)
        {
            return closed;
        }

        IReadOnlyList<TeamsPerson> members = Room(request.Room!).Members;
        if (request.Form == "GET member")
        {
            return members.FirstOrDefault(member => member.Id == request.Member || member.ObjectId == request.Member) is { } found
                ? new(200, Described(found))
                : new(404, Error("MemberNotFoundInConversation", "Member not found in conversation"));
        }

        var all = new JsonArray([.. members.Select(Described)]);
        return request.Form == "GET members" ? new(200, all) : new(200, new JsonObject { ["members"] = all });
    }

    private static JsonObject Described(TeamsPerson person) => new()
    {
        ["id"] = person.Id,
        ["name"] = person.Name,
        ["aadObjectId"] = person.ObjectId,
        ["objectId"] = person.ObjectId,
        ["tenantId"] = person.Tenant,
        ["userRole"] = "user",
    };

    /// <summary>Why nobody gets in; nothing when the room is open.</summary>
    private TeamsReply? Entrance(string id, string? kind)
    {
        TeamsRoom? room = Rooms().FirstOrDefault(known => known.Id == id);
        return room is null || room.IsDeleted || (kind is not null && room.Kind != kind) ? new(404, Error("ConversationNotFound", "Conversation not found"))
            : !room.HasBot ? new(403, Error("BotNotInConversationRoster", "The bot is not part of the conversation roster."))
            : room.IsBlocked ? new(403, Error("MessageWritesBlocked", "Message writes are blocked."))
            : null;
    }

    private TeamsReply? Wrong(JsonObject activity, bool changes, bool targeted) =>
        TeamsRules.IsTooBig(activity) ? new(413, Error("MessageSizeTooBig", "Message size too large."))
        : TeamsRules.FaultOf(activity, changes, targeted) is { } fault ? Refuse(400, "BadSyntax", fault)
        : null;

    private TeamsReply Refuse(int status, string code, string why)
    {
        _violations.Enqueue(why);
        return new(status, Error(code, why));
    }

    private TeamsMessage? Find(TeamsRequest request) =>
        Messages(request.Room).FirstOrDefault(message => message.Id == request.Activity && (message.To is not null) == request.Targeted && (request.Thread is null || request.Thread == message.Thread));

    private bool IsPersonal(string? room) => Rooms().Any(known => known.Id == room && known.Kind == "personal");

    private IReadOnlyList<TeamsRoom> Rooms()
    {
        lock (_lock)
        {
            return [.. _rooms.Values];
        }
    }

    private void Keep(TeamsMessage message)
    {
        lock (_lock)
        {
            _messages.Add(message);
        }
    }

    private void Replace(string id, Func<TeamsMessage, TeamsMessage> change)
    {
        lock (_lock)
        {
            int at = _messages.FindIndex(message => message.Id == id);
            _messages[at] = change(_messages[at]);
        }
    }

    private static JsonObject Copy(JsonObject activity) => activity.DeepClone().AsObject();
}
