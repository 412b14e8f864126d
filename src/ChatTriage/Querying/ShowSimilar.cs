using System.Globalization;
using ChatTriage.Cards;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Storage;

namespace ChatTriage.Querying;

/// <summary>*See them*: the newest ten of the mentions that say the same, how their words differ and where they stand, for the person who asks alone.</summary>
public sealed class ShowSimilar(Database database, CardLibrary library, PersonNames names)
{
    private const int Newest = 10;

    /// <summary>Answers the button.</summary>
    public async Task<InteractionReply> RunAsync(ButtonClicked click, IChatPlatform platform, CancellationToken cancellation)
    {
        (Mention? leader, long joined, IReadOnlyList<Mention> members) = await database.LookUpAsync(
            statements =>
            {
                Mention? first = statements.FindMention(click.MentionId) is { StoryId: { } story } ? statements.FindMention(story) : statements.FindMention(click.MentionId);
                return first is null
                    ? (null, 0, [])
                    : (first, StoryRows.JoinedOf(statements, first.Id), statements.Query<Mention>("SELECT * FROM mention WHERE story_id = @p0 ORDER BY id DESC LIMIT @p1", first.Id, Newest));
            },
            cancellation);
        if (leader is null)
        {
            return new InteractionReply(Changed: false, MentionClicks.Missing.Text);
        }

        await names.LearnAsync([.. members.Prepend(leader).SelectMany(mention => new[] { mention.Holder, mention.AnsweredBy })], cancellation);
        string count = joined.ToString("N0", CultureInfo.InvariantCulture);
        var (first, other) = (new StoryReader(), new StoryReader());
        first.Read(leader.Text, leader.Brand);
        var items = new List<(Mention, string)>();
        foreach (Mention member in members)
        {
            other.Read(member.Text, leader.Brand);
            string where = member.State == MentionState.Merged ? "" : $" · {StateWords.Of(member, names)}";
            items.Add((member, $"{StoryDifference.Of(other, first)}{where}"));
        }

        var list = new ListCard(
            $"{count} similar to #{leader.Id}", Window: null, [("The first one", MentionQuote.Summary(leader, 160))], items, "Nothing similar has come.",
            joined > Newest ? $"Newest {Newest} of {count}" : null);
        return new InteractionReply(Changed: false, Text: null, PrivateCard: list.Draw(library, platform));
    }
}
