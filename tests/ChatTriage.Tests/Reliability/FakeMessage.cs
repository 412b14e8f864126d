using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;

namespace ChatTriage.Tests.Reliability;

/// <summary>A message on the platform.</summary>
/// <param name="Ref">The platform's id.</param>
/// <param name="Address">Where it stands.</param>
/// <param name="Key">Of the post.</param>
public sealed record FakeMessage(string Ref, Address Address, string Key)
{
    /// <summary>What it shows.</summary>
    public required DrawnCard Card { get; set; }

    /// <summary>Whether somebody deleted it.</summary>
    public bool Deleted { get; set; }

    /// <summary>The mention it shows.</summary>
    public long Mention => long.Parse(Key.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First line of the card.</summary>
    public string State => (string)JsonNode.Parse(Card.Json)!["body"]![0]!["text"]!;
}
