using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Settings;

namespace ChatTriage.Querying;

/// <summary>Answers <c>/mentions …</c>, for the person who asks alone.</summary>
public sealed class AnswerCommand(
    CountMentions counts, ListMentions lists, DescribeStatus status, DescribeSuggestions suggestions, CardLibrary library, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int MaxShared = 500;

    /// <summary>Reads the question and answers it.</summary>
    public async Task<InteractionReply> RunAsync(CommandSent sent, IChatPlatform platform, CancellationToken cancellation)
    {
        await names.RememberAsync(sent.Person, cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        Question question = QuestionParser.Parse(sent.Text, [.. settings.Brands.Brands.Select(brand => brand.Name)]);
        if (question is Question.NotUnderstood wrong)
        {
            return new InteractionReply(Changed: false, $"{wrong.Problem}. Try: /mentions {wrong.Example}");
        }

        ListCard card = question switch
        {
            Question.AboutBrand about => await counts.AnswerAsync(about, sent.Person, now, cancellation),
            Question.Open => await lists.OpenAsync(now, cancellation),
            Question.Mine => await lists.MineAsync(sent.Person, now, cancellation),
            Question.Status => await status.AnswerAsync(now, cancellation),
            Question.Suggestions => await suggestions.AnswerAsync(sent.Person, cancellation),
            _ => HelpCard.Of(settings.Brands),
        };
        return new InteractionReply(Changed: false, Text: null, PrivateCard: card.Draw(library, platform, platform.CanShare ? Shared(question, sent) : null));
    }

    /// <summary>What one person holds, and how to ask, is nothing for everybody.</summary>
    private static string? Shared(Question question, CommandSent sent) =>
        sent.ForEverybody || question is Question.Mine or Question.Help ? null : CardText.Cut(CardText.OneLine(sent.Text), MaxShared);
}
