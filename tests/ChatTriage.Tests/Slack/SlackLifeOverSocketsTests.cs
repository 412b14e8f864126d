namespace ChatTriage.Tests.Slack;

/// <summary>The program holds sockets to Slack.</summary>
public sealed class SlackLifeOverSocketsTests() : SlackLifeContract(socket: true);
