using System.Collections;
using System.Runtime.CompilerServices;

namespace ChatTriage.Querying.Grammar;

/// <summary>A list that equals another one with the same values in the same order, so that records that hold it can be compared.</summary>
[CollectionBuilder(typeof(ValueListBuilder), nameof(ValueListBuilder.Of))]
public sealed class ValueList<T>(T[] values) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public T this[int index] => values[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && values.AsSpan().SequenceEqual(other.ToArray());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => values.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values.</summary>
    public override string ToString() => $"[{string.Join(", ", values)}]";
}
