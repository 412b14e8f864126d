using ChatTriage.Mentions;

namespace ChatTriage.Enrichment;

/// <summary>Where routed items of one category land, and who may answer them.</summary>
/// <param name="Channels">Mirrors: all show the same item with the same single claim.</param>
/// <param name="Responders">Who may claim; empty means anybody in the channel.</param>
public sealed record Desk(IReadOnlyList<Address> Channels, IReadOnlyList<Address> Responders)
{
    /// <summary>Whether that person may claim here.</summary>
    public bool Admits(Address person) => Responders.Count == 0 || Responders.Contains(person);
}
