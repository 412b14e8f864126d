namespace ChatTriage.Querying.Grammar;

/// <summary>What stands at a place where a period may be: one, none (both are nothing), or one that is wrong.</summary>
/// <param name="Period">The period.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Error">What is wrong about it.</param>
internal readonly record struct PeriodRead(PeriodAsked? Period, int End, Misread? Error = null)
{
    /// <summary>No period begins there.</summary>
    public static PeriodRead None { get; }

    /// <summary>Whether a period begins there, right or wrong.</summary>
    public bool Begins => Period is not null || Error is not null;

    /// <summary>Something that begins like a period and is none.</summary>
    public static PeriodRead Wrong(string problem, int start, int end, string? fix = null) => new(null, end, new Misread(problem, start, end, fix));
}
