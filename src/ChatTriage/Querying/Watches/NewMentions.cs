using System.Data.Common;
using ChatTriage.Mentions;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Searching;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>
/// Counts what came in for a question since it was last looked at. New is what was received since, by its number; looked at are posts of the last three days,
/// so that a source that lags behind is not missed and an import of old ones tells nobody. The few that are new are read and held against the filter here,
/// because a search answers for a span of time, not for an order of arrival.
/// </summary>
public sealed class NewMentions(Question question, Address person, DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>So many are counted exactly.</summary>
    public const int CountedUpTo = 1000;

    private static readonly TimeSpan Back = TimeSpan.FromDays(3);

    /// <summary>A language service that has not read a mention by then does not: it is asked for an hour, and perhaps nobody asks any more.</summary>
    private static readonly TimeSpan LongestUnread = TimeSpan.FromHours(2);

    /// <summary>
    /// The newest that can be looked at: where tones are meant, only what comes before the oldest that a language service is still to read, because it may
    /// come to match after the look. The others are not delayed.
    /// </summary>
    public async Task<long> LastReadAsync(DbConnection connection, long after, long upTo)
    {
        if (question.Meant!.Filter.Tones.Count == 0)
        {
            return upTo;
        }

        long? unread = await connection.ExecuteScalarAsync<long?>(
            """
            SELECT min(m.id) FROM mention m WHERE m.analyse_at IS NOT NULL AND m.id > @after AND m.id <= @upTo AND m.received_at > @since
              AND EXISTS (SELECT 1 FROM mention_brand b WHERE b.brand IN @brands AND b.observed_at = m.observed_at AND b.mention_id = m.id)
            """,
            new { after, upTo, since = now - LongestUnread, brands = WatchedQuestion.BrandsOf(question) });
        return unread is { } first ? first - 1 : upTo;
    }

    /// <summary>How many match; at most one more than <see cref="CountedUpTo"/>.</summary>
    /// <param name="connection">Where the mentions are.</param>
    /// <param name="after">The newest that was looked at before.</param>
    /// <param name="upTo">The newest that is looked at now.</param>
    public async Task<long> CountAsync(DbConnection connection, long after, long upTo)
    {
        BrandQuestion asked = question.Meant!;
        var window = TimeWindow.Of(asked.Period, now, zone);
        if (window.From > now)
        {
            return 0;
        }

        var counted = CountFilter.Of(asked.Filter);
        var matching = new HashSet<long>();
        foreach (string brand in WatchedQuestion.BrandsOf(question))
        {
            // Not the first thousand of the brand: in a flood, what the filter means may come behind them, and it is not looked at again.
            await foreach (Mention mention in connection.QueryUnbufferedAsync<Mention>(
                """
                SELECT m.* FROM mention_brand b JOIN mention m ON m.id = b.mention_id
                WHERE b.brand = @brand AND b.observed_at >= @from AND b.observed_at < @to AND b.mention_id > @after AND b.mention_id <= @upTo
                """,
                new { brand, from = now - Back, to = window.To, after, upTo }))
            {
                if (Matches(mention, brand, asked.Filter, counted) && matching.Add(mention.Id) && matching.Count > CountedUpTo)
                {
                    return matching.Count;
                }
            }
        }

        return matching.Count;
    }

    private bool Matches(Mention mention, string brand, QuestionFilter filter, CountFilter counted) => filter.IsEmpty
        || (counted.Fits(mention.Source) && counted.Fits(mention.Sentiment, mention.State)
            && (filter.Categories.Count == 0 || (mention.Category is { } category && filter.Categories.Contains(category)))
            && (!filter.ByMe || mention.DecidedBy == person || mention.Holder == person || mention.AnsweredBy == person)
            && (!FullTextQuery.IsNeeded(filter) || IsFound(mention, brand, filter)));

    /// <summary>By the words that the index would have of it.</summary>
    private static bool IsFound(Mention mention, string brand, QuestionFilter filter)
    {
        string indexed = $" {FullTextTerms.Of(mention.Text)} {Facets.Of(mention)} ";
        var query = FullTextQuery.Of(brand, filter);
        return query.All.All(group => group.Any(Stands)) && !query.None.Any(Stands);

        bool Stands(string words) => indexed.Contains($" {words} ", StringComparison.Ordinal);
    }
}
