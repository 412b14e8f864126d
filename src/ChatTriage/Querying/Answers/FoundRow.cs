namespace ChatTriage.Querying.Answers;

/// <summary>What is read of a mention that was found, to count it and to put it in order.</summary>
internal readonly record struct FoundRow(long Id, long ObservedAt) : IComparable<FoundRow>
{
    /// <summary>The order of pages: newest first.</summary>
    public int CompareTo(FoundRow other) => (other.ObservedAt, other.Id).CompareTo((ObservedAt, Id));
}
