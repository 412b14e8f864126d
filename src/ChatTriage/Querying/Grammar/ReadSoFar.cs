namespace ChatTriage.Querying.Grammar;

/// <summary>What has been read of a question after its first name; immutable, because more than one reading may be tried.</summary>
internal sealed record ReadSoFar(string Brand)
{
    /// <summary>The span of time, when one was named.</summary>
    public PeriodAsked? Period { get; init; }

    /// <summary>What to compare it with.</summary>
    public PeriodAsked? Versus { get; init; }

    /// <summary>Other brands.</summary>
    public ValueList<string> Others { get; init; } = [];

    /// <summary>What narrows it down.</summary>
    public QuestionFilter Filter { get; init; } = QuestionFilter.None;

    /// <summary>The zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The question itself.</summary>
    public BrandQuestion Asked => new(Brand, Period ?? PeriodAsked.Today, Filter, Zone);

    /// <summary>A list with one more value, unless it is in it.</summary>
    public static ValueList<T> With<T>(ValueList<T> values, T value) => values.Contains(value) ? values : [.. values, value];
}
