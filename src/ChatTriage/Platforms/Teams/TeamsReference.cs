namespace ChatTriage.Platforms.Teams;

/// <summary>How a conversation or a person is reached; learnt from verified activities and kept encrypted.</summary>
/// <param name="ServiceUrl">Where.</param>
/// <param name="ConversationId">The channel or chat; of a person the personal chat, once there is one.</param>
/// <param name="IsChannel">A channel of a team, in which each post begins a thread.</param>
/// <param name="TenantId">Tenant.</param>
/// <param name="BotId">What the bot is called there.</param>
/// <param name="UserId">What a person is called there (<c>29:…</c>).</param>
/// <param name="Name">Of a channel or a person, for people who read about trouble.</param>
/// <param name="TeamId">The team a channel belongs to.</param>
/// <param name="HasTargeted">Of a tenant: it has sent a targeted message, so it has them.</param>
/// <param name="AddedAt">When the app was last added; what happened before is over, however late it is said.</param>
internal sealed record TeamsReference(
    string ServiceUrl, string? ConversationId = null, bool IsChannel = false, string? TenantId = null, string? BotId = null, string? UserId = null, string? Name = null, string? TeamId = null, bool HasTargeted = false,
    DateTimeOffset? AddedAt = null);
