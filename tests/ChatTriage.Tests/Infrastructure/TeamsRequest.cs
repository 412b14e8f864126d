using Microsoft.AspNetCore.Http;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>A path of the connector, taken apart.</summary>
/// <param name="Form">Method and path with names for what varies.</param>
/// <param name="Room">The conversation, without a thread.</param>
/// <param name="Thread">The thread in it.</param>
/// <param name="Activity">The message.</param>
/// <param name="Member">The person.</param>
/// <param name="Targeted">It is about a message that one person sees.</param>
internal sealed record TeamsRequest(string Form, string? Room, string? Thread, string? Activity, string? Member, bool Targeted)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>Takes one apart.</summary>
    public static TeamsRequest Of(HttpRequest request, string root)
    {
        string path = request.Path.Value ?? "";
        string[] parts = path.StartsWith($"{root}/", StringComparison.Ordinal) ? path[root.Length..].Trim('/').Split('/') : [];
        bool targeted = request.Query["isTargetedActivity"] == "true";
        string method = request.Method;
        return parts switch
        {
            ["v3", "conversations"] => new($"{method} conversations", null, null, null, null, targeted),
            ["v3", "conversations", var id, "activities"] => In($"{method} activities", id, targeted),
            ["v3", "conversations", var id, "activities", var activity] => In($"{method} activity", id, targeted) with { Activity = Uri.UnescapeDataString(activity) },
            ["v3", "conversations", var id, "members" or "pagedmembers"] => In($"{method} {parts[3]}", id, targeted),
            ["v3", "conversations", var id, "members", var member] => In($"{method} member", id, targeted) with { Member = Uri.UnescapeDataString(member) },
            _ => new($"{method} {path}", null, null, null, null, targeted),
        };
    }

    private static TeamsRequest In(string form, string id, bool targeted)
    {
        string conversation = Uri.UnescapeDataString(id);
        int mark = conversation.IndexOf(ThreadMark, StringComparison.Ordinal);
        return mark < 0
            ? new(form, conversation, null, null, null, targeted)
            : new(form, conversation[..mark], conversation[(mark + ThreadMark.Length)..], null, null, targeted);
    }
}
