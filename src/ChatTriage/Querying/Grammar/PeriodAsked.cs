namespace ChatTriage.Querying.Grammar;

/// <summary>The span of time a question names, before it is laid on a clock.</summary>
public abstract record PeriodAsked
{
    /// <summary>What is meant when no period is named.</summary>
    public static PeriodAsked Today { get; } = new Named(PeriodName.Today);

    /// <summary><c>today</c>, <c>last week</c>, …</summary>
    public sealed record Named(PeriodName Name) : PeriodAsked;

    /// <summary><c>last 7 days</c>, <c>24h</c>, <c>90m</c>: back from now.</summary>
    public sealed record Rolling(int Count, RollingUnit Unit) : PeriodAsked;

    /// <summary><c>since 14:00</c>: the last time the asker's clock showed it.</summary>
    public sealed record SinceTime(TimeOnly Time) : PeriodAsked;

    /// <summary><c>since monday</c>: from the beginning of the last such day, today included.</summary>
    public sealed record SinceDay(DayOfWeek Name) : PeriodAsked;

    /// <summary><c>since 2026-11-01</c>.</summary>
    public sealed record SinceDate(DateOnly Date) : PeriodAsked;

    /// <summary><c>since yesterday</c>, <c>since last week</c>, <c>since november</c>: from the beginning of what has a name.</summary>
    /// <param name="Period">A <see cref="Named"/> one or a <see cref="Month"/>.</param>
    public sealed record SinceBegin(PeriodAsked Period) : PeriodAsked;

    /// <summary><c>monday</c>: the last such day, today included.</summary>
    public sealed record Weekday(DayOfWeek Name) : PeriodAsked;

    /// <summary><c>november</c> (the last one that has begun), <c>november 2025</c>.</summary>
    public sealed record Month(int Number, int? Year = null) : PeriodAsked;

    /// <summary><c>2026-11-01</c>.</summary>
    public sealed record Day(DateOnly Date) : PeriodAsked;

    /// <summary><c>2026-11-01..2026-11-07</c>: both days included.</summary>
    public sealed record Range(DateOnly From, DateOnly To) : PeriodAsked;
}
