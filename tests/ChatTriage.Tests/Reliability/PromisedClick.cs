namespace ChatTriage.Tests.Reliability;

/// <summary>A click, by what its ledger line must hold.</summary>
internal sealed record PromisedClick(long Mention, long Version, string Person, string Verb);
