namespace ChatTriage.Settings;

/// <summary>What the section <c>Spikes</c> must keep.</summary>
internal static class SpikeRules
{
    private const int LeastMinimum = 4;
    private const int MostMinimum = 1_000_000;
    private const int LeastFactor = 2;
    private const int MostFactor = 100;

    /// <summary>The faults.</summary>
    public static IEnumerable<SettingFault> Faults(SpikesOptions spikes)
    {
        if (spikes.Minimum is < LeastMinimum or > MostMinimum)
        {
            yield return new("Spikes:Minimum", "not between 4 and 1,000,000", "30");
        }

        if (spikes.Factor is < LeastFactor or > MostFactor)
        {
            yield return new("Spikes:Factor", "not between 2 and 100", "3");
        }
    }
}
