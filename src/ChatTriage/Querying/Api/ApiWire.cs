namespace ChatTriage.Querying.Api;

/// <summary>The answers of the API as they stand on the wire. Times are ISO 8601 in UTC; names of states and tones are those of the store.</summary>
public static class ApiWire
{
    /// <summary>Answer to a question about one brand.</summary>
    /// <param name="Question">The question as it was understood; asking it again gives the same.</param>
    /// <param name="Brand">The brand's name.</param>
    /// <param name="Competitor">Whether it is listened to only.</param>
    /// <param name="AsOf">The moment of the answer.</param>
    /// <param name="Window">The span of time.</param>
    /// <param name="Total">How many mentions.</param>
    /// <param name="ByState">Counts of the states that occur.</param>
    /// <param name="BySentiment">Counts of the tones that occur.</param>
    /// <param name="Compared">The counts beside those of the time before; nothing when there is nothing to compare with.</param>
    /// <param name="Chart">Counts by hour, day or week; nothing when there is nothing to draw.</param>
    /// <param name="Sources">Sources with most mentions, five at most.</param>
    /// <param name="Phrases">What is spoken of most, five at most.</param>
    /// <param name="Mentions">A page of mentions, newest first.</param>
    /// <param name="Next">Value of <c>after</c> for the next page; nothing on the last one.</param>
    /// <param name="Notes">How a count of mentions is not exact, or phrases are sampled, in words; empty when nothing is so.</param>
    public sealed record Answer(
        string Question, string Brand, bool Competitor, DateTimeOffset AsOf, Window Window, long Total, IReadOnlyDictionary<string, long> ByState, IReadOnlyDictionary<string, long> BySentiment,
        Comparison? Compared, Chart? Chart, IReadOnlyList<Count> Sources, IReadOnlyList<Count> Phrases, IReadOnlyList<Item> Mentions, string? Next, IReadOnlyList<string> Notes);

    /// <summary>A span of time.</summary>
    /// <param name="From">First instant inside.</param>
    /// <param name="To">First instant outside.</param>
    /// <param name="TimeZone">IANA name of the zone on whose clock it was laid.</param>
    public sealed record Window(DateTimeOffset From, DateTimeOffset To, string TimeZone);

    /// <summary>Two stretches of time beside each other.</summary>
    /// <param name="Now">The newer one.</param>
    /// <param name="NowTotal">Mentions in it.</param>
    /// <param name="Before">The older one.</param>
    /// <param name="BeforeTotal">Mentions in that.</param>
    /// <param name="NowByState">Counts by state in the newer one.</param>
    /// <param name="BeforeByState">Counts by state in the older one.</param>
    /// <param name="NowBySentiment">Counts by tone in the newer one.</param>
    /// <param name="BeforeBySentiment">Counts by tone in the older one.</param>
    public sealed record Comparison(
        Window Now, long NowTotal, Window Before, long BeforeTotal, IReadOnlyDictionary<string, long> NowByState, IReadOnlyDictionary<string, long> BeforeByState,
        IReadOnlyDictionary<string, long> NowBySentiment, IReadOnlyDictionary<string, long> BeforeBySentiment);

    /// <summary>Counts over time.</summary>
    /// <param name="Unit"><c>hour</c>, <c>day</c> or <c>week</c>.</param>
    /// <param name="Bars">Each with its label on the window's clock.</param>
    public sealed record Chart(string Unit, IReadOnlyList<Count> Bars);

    /// <summary>How many of something.</summary>
    /// <param name="Name">Of what.</param>
    /// <param name="N">How many mentions.</param>
    public sealed record Count(string Name, long N);

    /// <summary>One mention.</summary>
    /// <param name="Id">Our number of it.</param>
    /// <param name="Source">Where it came from.</param>
    /// <param name="Url">Link to the original.</param>
    /// <param name="Text">Its words: untrusted.</param>
    /// <param name="ObservedAt">When it was written.</param>
    /// <param name="AuthorName">Author's display name: untrusted.</param>
    /// <param name="AuthorHandle">Author's handle: untrusted.</param>
    /// <param name="Language">Language tag.</param>
    /// <param name="Sentiment">Its tone.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Status">The same in words, with who has it.</param>
    /// <param name="Category">The owner's decision.</param>
    /// <param name="Reason">Why no response.</param>
    /// <param name="AnsweredAt">When an answer was recorded.</param>
    /// <param name="Answer">The answer's link or words.</param>
    public sealed record Item(
        long Id, string Source, string? Url, string Text, DateTimeOffset ObservedAt, string? AuthorName, string? AuthorHandle, string? Language, string Sentiment, string State, string Status,
        string? Category, string? Reason, DateTimeOffset? AnsweredAt, string? Answer);
}
