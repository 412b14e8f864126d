namespace ChatTriage.Querying.Grammar;

/// <summary>A span of time that has a name and follows the calendar of the asker.</summary>
public enum PeriodName
{
    /// <summary>The day that is.</summary>
    Today,

    /// <summary>The whole day before.</summary>
    Yesterday,

    /// <summary>Since Monday.</summary>
    ThisWeek,

    /// <summary>Monday to Sunday before.</summary>
    LastWeek,

    /// <summary>Since the first of the month.</summary>
    ThisMonth,

    /// <summary>The whole month before.</summary>
    LastMonth,
}
