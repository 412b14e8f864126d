using ChatTriage.Mentions;
using ChatTriage.Querying.Searching;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Querying.Answers;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Searching;

/// <summary>The full-text index against the mentions it is made of.</summary>
public sealed class FullTextTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task After_Any_History_The_Index_Holds_Each_Word_Of_Each_Mention_Of_A_Brand_And_No_Other(int seed)
    {
        await using TestApp app = await TestApp.StartAsync();
        await RandomMentions.LiveAsync(app, new Random(seed));

        await ShouldHoldWhatIsStoredAsync(app);
    }

    /// <summary>As after an upgrade: rows are there, and the index is empty.</summary>
    [Fact]
    public async Task What_Was_Stored_Before_There_Was_An_Index_Is_Taken_In_While_Others_Come()
    {
        await using TestApp app = await TestApp.StartAsync();
        await RandomMentions.LiveAsync(app, new Random(21));
        await app.Database.WriteAsync(session => session.Connection.ExecuteAsync(
            "DELETE FROM mention_text WHERE rowid % 3 <> 0; UPDATE mention_text_backlog SET upto = (SELECT max(id) FROM mention)"));
        (await app.Database.LookUpAsync(FullText.IsComplete)).ShouldBeFalse();
        await app.SendMentionAsync("brightwater in the meantime");

        await app.Services.GetRequiredService<FullTextBacklog>().WorkAsync();

        (await app.Database.LookUpAsync(FullText.IsComplete)).ShouldBeTrue();
        await ShouldHoldWhatIsStoredAsync(app);
    }

    private static async Task ShouldHoldWhatIsStoredAsync(TestApp app)
    {
        (Mention[] mentions, (string Term, long Doc, long Offset)[] words) = await app.Database.ReadAsync(async connection =>
        {
            await connection.ExecuteAsync("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, mention_text, instance)");
            return (
                (await connection.QueryAsync<Mention>("SELECT * FROM mention WHERE brands <> '' ORDER BY id")).ToArray(),
                (await connection.QueryAsync<(string, long, long)>("SELECT term, doc, offset FROM temp.words ORDER BY doc, offset")).ToArray());
        });

        mentions.ShouldNotBeEmpty();
        words.GroupBy(word => word.Doc).Select(mention => (mention.Key, string.Join(' ', mention.Select(word => word.Term))))
            .ShouldBe(mentions.Select(mention => (mention.Id, FullText.Words(mention).Trim())));
    }
}
