using System.Text.Json;

namespace ChatTriage.Platforms.Slack;

/// <summary>What clicks and forms of Slack have in common: who, where, and how to answer.</summary>
/// <param name="Workspace">The workspace whose app was used.</param>
/// <param name="UserId">Who.</param>
/// <param name="UserName">What the envelope calls the person.</param>
/// <param name="UserTeam">The workspace the person belongs to.</param>
/// <param name="UserEnterprise">The Enterprise Grid that the envelope names beside that workspace.</param>
/// <param name="ChannelId">Where; nothing in a form or on the Home tab.</param>
/// <param name="MessageTs">The message that was pressed.</param>
/// <param name="IsHome">Whether it was pressed on the Home tab.</param>
/// <param name="ResponseUrl">Where a private answer goes, for half an hour: a secret.</param>
/// <param name="TriggerId">Opens a form within three seconds.</param>
/// <param name="IsEphemeral">Whether only the person who pressed sees the message.</param>
internal sealed record SlackEnvelope(
    SlackWorkspace Workspace, string UserId, string? UserName, string? UserTeam, string? UserEnterprise, string? ChannelId, string? MessageTs, bool IsHome, string? ResponseUrl, string? TriggerId, bool IsEphemeral)
{
    /// <summary>Reads it; nothing when it is of no workspace of ours or names nobody.</summary>
    public static SlackEnvelope? Read(JsonElement payload, SlackWorkspaces workspaces)
    {
        JsonElement user = payload.Member("user"), team = payload.Member("team"), view = payload.Member("view");
        string? home = user.Text("team_id") ?? team.Text("id");
        string?[] teams = [view.Text("app_installed_team_id"), payload.Member("message").Text("team"), team.Text("id"), user.Text("team_id"), payload.Member("enterprise").Text("id")];
        return workspaces.OfAny(teams) is { } workspace && user.Text("id") is { } id
            ? new SlackEnvelope(
                workspace, id, user.Text("name") ?? user.Text("username"), home, home == team.Text("id") ? team.Text("enterprise_id") : null, payload.Member("channel").Text("id"),
                payload.Member("container").Text("message_ts"), view.Text("type") == "home", payload.Text("response_url"), payload.Text("trigger_id"),
                payload.Member("container").IsTrue("is_ephemeral"))
            : null;
    }
}
