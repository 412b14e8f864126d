namespace ChatTriage.Querying.Grammar;

/// <summary>Makes lists from collection expressions.</summary>
public static class ValueListBuilder
{
    /// <summary>A list of these values.</summary>
    public static ValueList<T> Of<T>(ReadOnlySpan<T> values) => new(values.ToArray());
}
