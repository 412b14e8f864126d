namespace ChatTriage.Tests.Slack;

/// <summary>Slack calls the program.</summary>
public sealed class SlackLifeOverHttpTests() : SlackLifeContract(socket: false);
