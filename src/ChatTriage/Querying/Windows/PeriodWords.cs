using System.Globalization;
using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Windows;

/// <summary>A period as it stands in a sentence: "acme <em>in the last 7 days</em>".</summary>
public static class PeriodWords
{
    /// <summary>The words.</summary>
    public static string Of(PeriodAsked period) => period switch
    {
        PeriodAsked.Named { Name: PeriodName.Yesterday } => "yesterday",
        PeriodAsked.Rolling rolling => string.Create(CultureInfo.InvariantCulture, $"in the last {rolling.Count} days"),
        _ => "today",
    };
}
