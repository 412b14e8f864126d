using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Drivers;

/// <summary>A form as a person sees it in Slack.</summary>
/// <param name="User">Who has it open.</param>
/// <param name="View">The modal.</param>
public sealed record SlackForm(string User, JsonObject View)
{
    /// <summary>Slack's id of it.</summary>
    public string Id => (string)View["id"]!;

    /// <summary>What submitting it does.</summary>
    public string Verb => (string)View["callback_id"]!;

    /// <summary>Names of its fields in order.</summary>
    public IReadOnlyList<string> Fields => [.. View["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").Select(block => (string)block!["block_id"]!)];

    /// <summary>Whether it is still shown.</summary>
    public bool IsOpen => (bool?)View["closed"] != true;

    /// <summary>All of its JSON, for looking for words.</summary>
    public string Json => SlackCard.JsonOf(View);
}
