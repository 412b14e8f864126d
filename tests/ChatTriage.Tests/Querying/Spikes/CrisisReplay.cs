using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Querying.Spikes;

/// <summary>
/// Crises as they were tweeted: each event of CrisisLexT26 is one brand's flood, at the times that the tweets' own ids hold. It is a sample of about a thousand tweets an
/// event, so the minimum is halved with it and the quiet life around it is small: two posts an hour on the average, by chance, with a daily rhythm.
/// </summary>
internal static class CrisisReplay
{
    /// <summary>Half of the default, because what is replayed is a sample.</summary>
    public const int Minimum = 15;

    /// <summary>An hour with so many of the sample's tweets is part of a flood that nobody may miss.</summary>
    public const int FloodHour = 18;

    /// <summary>Quiet days before and after each event.</summary>
    public const int QuietDays = 28;

    private const string File = "data/crisislex-t26.csv";
    private const double QuietAnHour = 2;
    private const double Rhythm = 0.8;
    private const double FewestNegative = 0.1;
    private const double MostNegative = 0.25;
    private const double NegativeInCrisis = 0.4;

    /// <summary>Milliseconds since 1970 at which the ids' own count begins.</summary>
    private const long Epoch = 1288834974657;

    /// <summary>The tweets of each event, in order; the test is skipped where the data is not there.</summary>
    public static IReadOnlyDictionary<string, (DateTimeOffset At, string Text)[]> Events()
    {
        string? path = SharedFiles.Find(File);
        Assert.SkipWhen(path is null, $"shared/{File} is not here");
        IReadOnlyList<string> ids = CsvTexts.Read(path, "id"), events = CsvTexts.Read(path, "event"), texts = CsvTexts.Read(path, "text");
        return ids.Select((id, i) => (Event: events[i], At: DateTimeOffset.FromUnixTimeMilliseconds((long.Parse(id, System.Globalization.CultureInfo.InvariantCulture) >> 22) + Epoch), Text: texts[i]))
            .GroupBy(tweet => tweet.Event).ToDictionary(found => found.Key, found => found.Select(tweet => (tweet.At, tweet.Text)).OrderBy(tweet => tweet.At).ToArray());
    }

    /// <summary>Posts of a quiet time: each quarter of an hour its own chance, more in the afternoon than at night.</summary>
    public static IEnumerable<DateTimeOffset> Quiet(DateTimeOffset from, DateTimeOffset to, int seed)
    {
        // A seeded one gives the same days on every machine.
        var chance = new Random(seed);
        for (DateTimeOffset quarter = from; quarter < to; quarter += TimeSpan.FromMinutes(15))
        {
            double mean = QuietAnHour / 4 * (1 + (Rhythm * Math.Sin((quarter.Hour - 9) / 24.0 * 2 * Math.PI)));
            double left = Math.Exp(-mean), product = chance.NextDouble();
            for (; product > left; product *= chance.NextDouble())
            {
                yield return quarter + (chance.NextDouble() * TimeSpan.FromMinutes(15));
            }
        }
    }

    /// <summary>Which posts of a quiet time are complaints: by chance, on each day another share of them between a tenth and a quarter.</summary>
    public static IEnumerable<(DateTimeOffset At, bool IsNegative)> Toned(IEnumerable<DateTimeOffset> posts, int seed) =>
        posts.GroupBy(at => at.UtcDateTime.Date).SelectMany(day =>
        {
            var chance = new Random((seed * 100_000) + (int)(day.Key.Ticks / TimeSpan.TicksPerDay % 100_000));
            double share = FewestNegative + (chance.NextDouble() * (MostNegative - FewestNegative));
            return day.Select(at => (at, chance.NextDouble() < share));
        });

    /// <summary>Which posts of an event are complaints: by chance, more of them than on any quiet day.</summary>
    public static IEnumerable<(DateTimeOffset At, bool IsNegative)> Upset(IEnumerable<DateTimeOffset> posts, int seed)
    {
        var chance = new Random(seed);
        return posts.Select(at => (at, chance.NextDouble() < NegativeInCrisis));
    }

    /// <summary>The floods of an event: hours with many tweets, those less than a day apart together.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Floods(IEnumerable<DateTimeOffset> tweets)
    {
        var floods = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (DateTimeOffset hour in tweets.GroupBy(at => at.ToUnixTimeSeconds() / 3600).Where(hour => hour.Count() >= FloodHour).Select(hour => DateTimeOffset.FromUnixTimeSeconds(hour.Key * 3600)).Order())
        {
            if (floods.Count > 0 && hour - floods[^1].To <= TimeSpan.FromDays(1))
            {
                floods[^1] = (floods[^1].From, hour.AddHours(1));
            }
            else
            {
                floods.Add((hour, hour.AddHours(1)));
            }
        }

        return floods;
    }
}
