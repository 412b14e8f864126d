namespace ChatTriage.Querying.Spikes;

/// <summary>What a brand's normal was learnt from.</summary>
public enum SpikeBasis
{
    /// <summary>The same hour of the week in the weeks before.</summary>
    Weeks,

    /// <summary>The same hour of the day in the days before: there are not three weeks yet.</summary>
    Days,

    /// <summary>Nothing: there are not three days yet.</summary>
    Nothing,
}
