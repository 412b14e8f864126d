using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>How the connector answers a call.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record TeamsReply(int Status, JsonNode? Body);
