namespace ChatTriage.Benchmarks;

/// <summary>One kind of load in every round.</summary>
/// <param name="Title">For the report.</param>
/// <param name="Rate">Clicks a second, or 0: each connection sends the next click as soon as it has its answer.</param>
/// <param name="Connections">Connections held.</param>
/// <param name="Items">New items, each pressed once; 0 presses those of the part before once more.</param>
/// <param name="Press">The request to the product for an item.</param>
/// <param name="Verb">What the ledger says afterwards; nothing for a button that changes nothing.</param>
internal sealed record ClickPart(string Title, int Rate, int Connections, int Items, Func<long, byte[]> Press, string? Verb);
