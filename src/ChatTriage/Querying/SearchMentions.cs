using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying;

/// <summary>Finds mentions by words in them, their brand or their author, newest first, among the newest ones: for a list that fills while somebody types.</summary>
public sealed class SearchMentions(Database database, PersonNames names)
{
    private const int LongestWord = 60;
    private const int LookedThrough = 20_000;

    /// <summary>Those that hold every word; the newest when there is none.</summary>
    /// <param name="text">What was typed: untrusted.</param>
    /// <param name="skip">How many of them were shown before.</param>
    /// <param name="most">How many to give.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Each with where it stands, in words.</returns>
    public async Task<IReadOnlyList<(Mention Mention, string State)>> RunAsync(string text, int skip, int most, CancellationToken cancellation)
    {
        string[] words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).Select(word => $"%{Escaped(word[..Math.Min(word.Length, LongestWord)])}%")];
        var values = new DynamicParameters(new { skip, most, LookedThrough });
        for (int i = 0; i < words.Length; i++)
        {
            values.Add($"w{i}", words[i]);
        }

        string holds = string.Concat(words.Select((_, i) => $" AND (text LIKE @w{i} ESCAPE '\\' OR brand LIKE @w{i} ESCAPE '\\' OR author_name LIKE @w{i} ESCAPE '\\' OR author_handle LIKE @w{i} ESCAPE '\\')"));
        Mention[] found = [.. await database.ReadAsync(
            connection => connection.QueryAsync<Mention>(
                $"""
                SELECT * FROM mention WHERE id > (SELECT coalesce(max(id), 0) FROM mention) - @LookedThrough AND brand IS NOT NULL{holds}
                ORDER BY id DESC LIMIT @most OFFSET @skip
                """,
                values),
            cancellation)];
        await names.LearnAsync([.. found.Select(mention => mention.Holder)], cancellation);
        return [.. found.Select(mention => (mention, StateWords.Of(mention, names)))];
    }

    private static string Escaped(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
