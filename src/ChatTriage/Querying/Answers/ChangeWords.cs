using System.Globalization;

namespace ChatTriage.Querying.Answers;

/// <summary>How two counts differ, as one would say it.</summary>
public static class ChangeWords
{
    /// <summary>Of fewer than this a share in percent says nothing.</summary>
    private const int EnoughForShare = 10;

    /// <summary>"37 more than yesterday until 14:00 (+24 %)", "as many as …", "none the day before".</summary>
    /// <param name="now">The newer count.</param>
    /// <param name="before">The older one.</param>
    /// <param name="name">How a sentence calls the older time.</param>
    public static string Sentence(long now, long before, string name) => (now, before) switch
    {
        (0, 0) => $"none {name} either",
        (_, 0) => $"none {name}",
        _ when now == before => $"as many as {name}",
        _ => $"{Number(Math.Abs(now - before))} {(now > before ? "more" : "fewer")} than {name}{Share(now, before)}",
    };

    /// <summary>The same where it begins a line.</summary>
    public static string Line(string sentence) => $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";

    /// <summary>"5 more", "2 fewer", "as many": beside a count, where a line above says than when.</summary>
    public static string Brief(long now, long before) => now == before ? "as many" : $"{Number(Math.Abs(now - before))} {(now > before ? "more" : "fewer")}";

    /// <summary>A count as people write it.</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long now, long before)
    {
        double percent = Math.Round((now - before) * 100.0 / before);
        return before < EnoughForShare || percent == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(percent > 0 ? "+" : "−")}{Math.Abs(percent):N0} %)");
    }
}
