namespace ChatTriage.Ingestion;

/// <summary>An item that was not stored.</summary>
/// <param name="Index">Its 0-based place in what was sent.</param>
/// <param name="Field">The field that is wrong; <c>$</c> for the item as a whole.</param>
/// <param name="Error">What is wrong and what is expected.</param>
public sealed record RejectedItem(long Index, string Field, string Error);
