using System.Globalization;
using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Stories;

/// <summary>What a card says about similar mentions.</summary>
/// <param name="Joined">How many joined the first one.</param>
/// <param name="LastHour">How many of them came in the last hour, up to 10,000.</param>
/// <param name="Waiting">How many wait with it.</param>
/// <param name="Leader">The first one, on the card of another.</param>
public sealed record StoryFacts(long Joined, long LastHour, long Waiting, long? Leader)
{
    private const string Recent = "SELECT count(*) FROM (SELECT received_at FROM mention WHERE story_id = @p0 ORDER BY id DESC LIMIT 10000) AS newest WHERE received_at > @p1";
    private const string Merged = "SELECT count(*) FROM mention WHERE story_id = @p0 AND state = 'Merged'";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whether something can be applied to those that wait.</summary>
    public bool CanApply => Leader is null && Waiting > 0;

    /// <summary>Counts; nothing for a mention that stands alone.</summary>
    public static StoryFacts? Read(PreparedStatements statements, Mention mention, DateTimeOffset now)
    {
        long first = mention.StoryId ?? mention.Id;
        long joined = StoryRows.JoinedOf(statements, first);
        return joined == 0 ? null
            : mention.StoryId is { } leader ? new StoryFacts(joined, 0, 0, leader)
            : new StoryFacts(joined, statements.Query<long>(Recent, first, now - Hour)[0], statements.Query<long>(Merged, first)[0], null);
    }

    /// <summary>The line of the card.</summary>
    public string Line()
    {
        if (Leader is { } leader)
        {
            return Joined == 1 ? $"Says the same as #{leader}" : $"Says the same as #{leader} and {Number(Joined - 1)} more";
        }

        string recent = LastHour > 0 ? $" · {Number(LastHour)} in the last hour" : "";
        string followed = Waiting == Joined ? "" : $" · {Number(Joined - Waiting)} went their own way, {Number(Waiting)} wait here";
        return $"+{Number(Joined)} similar{recent}{followed}";
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
