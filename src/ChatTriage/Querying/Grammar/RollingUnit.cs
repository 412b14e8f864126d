namespace ChatTriage.Querying.Grammar;

/// <summary>What a rolling period is counted in; always the same length, whatever the clock does.</summary>
public enum RollingUnit
{
    /// <summary>60 seconds.</summary>
    Minute,

    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>24 hours.</summary>
    Day,

    /// <summary>Seven times 24 hours.</summary>
    Week,
}
