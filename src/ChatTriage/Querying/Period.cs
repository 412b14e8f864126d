namespace ChatTriage.Querying;

/// <summary>The span of time a question is about.</summary>
public enum Period
{
    /// <summary>Since the beginning of the asker's day.</summary>
    Today,

    /// <summary>The asker's whole day before.</summary>
    Yesterday,

    /// <summary>The last seven times 24 hours, from a full quarter of an hour on.</summary>
    LastSevenDays,
}
