using System.ComponentModel;

namespace ChatTriage.Platforms.Slack;

/// <summary>What <c>users.info</c> says about a person, as far as it is needed here.</summary>
/// <param name="Name">Display name; nothing when Slack did not tell.</param>
/// <param name="TimeZone">IANA name of the person's zone.</param>
/// <param name="Team">The workspace the person belongs to.</param>
/// <param name="Enterprise">The Enterprise Grid the person belongs to.</param>
/// <param name="IsStranger">Whether the person is of another company, as far as Slack says so.</param>
/// <param name="CanAnswer">False for apps, people who left, and guests from elsewhere.</param>
[ImmutableObject(true)]
internal sealed record SlackProfile(string? Name, string? TimeZone, string? Team, string? Enterprise, bool IsStranger, bool CanAnswer);
