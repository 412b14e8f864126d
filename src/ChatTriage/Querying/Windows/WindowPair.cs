namespace ChatTriage.Querying.Windows;

/// <summary>Two stretches of time to be compared.</summary>
/// <param name="Now">The newer one, no longer than what has passed of it.</param>
/// <param name="Before">The older one, as long on the wall clock or, where it was named, as it was named.</param>
/// <param name="BeforeName">How a sentence calls the older one: "yesterday until 14:00", "the week before".</param>
public sealed record WindowPair(TimeWindow Now, TimeWindow Before, string BeforeName);
