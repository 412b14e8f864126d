using System.Globalization;
using System.Text;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Listening;

/// <summary>What each brand's mentions of an hour speak of: a line a phrase with its count, the heaviest first, written by <see cref="FollowPhrases"/>.</summary>
internal static class PhraseRows
{
    /// <summary>An answer reads only so many phrases of an hour: what is not among them is not what the day is about.</summary>
    public const int HeaviestOfHour = 40;

    /// <summary>How many an hour keeps.</summary>
    public const int Kept = 120;

    private const int LongestPhrase = 80;
    private const string Select = "SELECT phrases, is_cut FROM phrase_hour WHERE brand = @p0 AND hour >= @p1 AND hour < @p2";

    private const string Upsert =
        """
        INSERT INTO phrase_hour (brand, hour, phrases, is_cut) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (brand, hour) DO UPDATE SET phrases = excluded.phrases, is_cut = excluded.is_cut
        """;

    /// <summary>Adds up the hours that begin in a window, and the one it begins in.</summary>
    public static void Read(PreparedStatements statements, string brand, TimeWindow window, int mostOfHour, PhraseCounts into) =>
        Read(statements, brand, HourCounts.HourOf(window.From.ToMicroseconds()), window.To.ToMicroseconds(), mostOfHour, into);

    /// <summary>What a reader must know about phrases that were added up by hours.</summary>
    public static IEnumerable<string> Notes(PhraseCounts phrases, TimeWindow window, DateTimeOffset now)
    {
        if (phrases.Any && (IsInsideHour(window.From) || (window.To < now && IsInsideHour(window.To))))
        {
            yield return "Phrases are counted by whole hours, so a few from just outside the window count too.";
        }

        if (phrases.IsCut)
        {
            yield return "Phrases may have been used more often: of busy hours the rare ones are not counted.";
        }
    }

    /// <summary>Adds mentions' phrases to an hour.</summary>
    public static void Add(DbSession session, string brand, long hour, PhraseCounts more)
    {
        var counts = new PhraseCounts();
        Read(session.Prepared, brand, hour, hour + 1, int.MaxValue, counts);
        foreach ((string phrase, long n) in more.All)
        {
            counts.Add(phrase.AsSpan(0, Math.Min(phrase.Length, LongestPhrase)), n);
        }

        // Of two that are as frequent the one that has come up now is kept: otherwise a new word could never rise in a full hour.
        (string Phrase, long N)[] all = [.. counts.All.OrderByDescending(phrase => phrase.Count).ThenByDescending(phrase => more.Of(phrase.Phrase))];
        var text = new StringBuilder();
        foreach ((string phrase, long n) in all.Take(Kept))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{n}\t").Append(phrase);
        }

        session.Execute(Upsert, brand, hour, text.ToString(), counts.IsCut || all.Length > Kept);
    }

    private static void Read(PreparedStatements statements, string brand, long from, long to, int mostOfHour, PhraseCounts into) => statements.Read(
        Select,
        row =>
        {
            ReadOnlySpan<char> rest = row.GetString(0);
            int read = 0;
            while (!rest.IsEmpty && read++ < mostOfHour)
            {
                int end = rest.IndexOf('\n');
                ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
                int tab = line.IndexOf('\t');
                into.Add(line[(tab + 1)..], long.Parse(line[..tab], NumberStyles.None, CultureInfo.InvariantCulture));
                rest = end < 0 ? [] : rest[(end + 1)..];
            }

            into.IsCut |= !rest.IsEmpty || row.GetInt64(1) == 1;
        },
        brand, from, to);

    private static bool IsInsideHour(DateTimeOffset time) => time.UtcTicks % TimeSpan.TicksPerHour != 0;
}
