using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Export;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Watches;
using ChatTriage.Settings;

namespace ChatTriage.Querying;

/// <summary>Answers <c>/mentions …</c>, for the person who asks alone.</summary>
public sealed class AnswerCommand(
    AnswerBrand answers, AnswerCard card, ExportMentions export, CompareBrands comparisons, ComparisonCard comparisonCard, FindKeywords keywords, KeywordsCard keywordsCard, WatchCommand watches,
    ListMentions lists, DescribeStatus status, DescribeSuggestions suggestions, CardLibrary library, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int MaxShared = 500;

    /// <summary>Reads the question and answers it.</summary>
    public async Task<InteractionReply> RunAsync(CommandSent sent, IChatPlatform platform, CancellationToken cancellation)
    {
        await names.RememberAsync(sent.Person, cancellation);
        return await AnswerAsync(sent, clock.GetUtcNow(), after: null, platform, cancellation);
    }

    /// <summary>Does what a button under an answer says.</summary>
    public async Task<InteractionReply> PressAsync(QuestionPressed pressed, IChatPlatform platform, CancellationToken cancellation)
    {
        await names.RememberAsync(pressed.Person, cancellation);
        AskedAgain asked = pressed.Asked;
        return pressed.Verb switch
        {
            QuestionVerbs.Next => await AgainAsync(pressed, asked.Question, asked.After, platform, cancellation),
            QuestionVerbs.Unanswered => await AgainAsync(pressed, OnlyUnanswered(asked.Question), after: null, platform, cancellation),
            QuestionVerbs.Csv => await export.RunAsync(pressed, cancellation),
            QuestionVerbs.Watch when pressed.OpensForm => new InteractionReply(Changed: false, Text: null, Form: WatchForm.Draw(library, pressed, platform)),
            QuestionVerbs.Watch when !pressed.OpensForm => await watches.SaveAsync(pressed, cancellation),
            WatchVerbs.Pause or WatchVerbs.Resume or WatchVerbs.Remove => await watches.PressAsync(pressed, platform, cancellation),
            _ => new InteractionReply(Changed: false, "This button is from an older version. Please ask again and use the buttons of the new answer."),
        };
    }

    private async Task<InteractionReply> AgainAsync(QuestionPressed pressed, string question, PageCursor? after, IChatPlatform platform, CancellationToken cancellation) =>
        await AnswerAsync(new CommandSent(pressed.Person, question, Place: pressed.Place), pressed.Asked.AsOf, after, platform, cancellation) with { InPlace = true };

    private async Task<InteractionReply> AnswerAsync(CommandSent sent, DateTimeOffset asOf, PageCursor? after, IChatPlatform platform, CancellationToken cancellation)
    {
        Question question = QuestionParser.Parse(sent.Text, BrandNames.Of(settings.Brands));
        if (question is Question.NotUnderstood wrong)
        {
            return new InteractionReply(Changed: false, Words(wrong));
        }

        bool isForOneAlone = IsForOneAlone(question);
        string? share = platform.CanShare && !sent.ForEverybody && !isForOneAlone ? CardText.Cut(CardText.OneLine(sent.Text), MaxShared) : null;
        return new InteractionReply(Changed: false, Text: null, PrivateCard: await DrawAsync(
            sent.ForEverybody && !isForOneAlone ? QuestionZone.Kept(question, sent.Person.TimeZone) : question, sent.Person, asOf, after, share, sent.Place, platform, cancellation))
        {
            IsForOneAlone = isForOneAlone,
        };
    }

    /// <summary>Draws the answer to any question as it stood at a moment, for whoever gets it without having asked just now.</summary>
    public Task<DrawnCard> DrawAsync(Question question, Person asker, DateTimeOffset asOf, IChatPlatform platform, CancellationToken cancellation) =>
        DrawAsync(question, asker, asOf, after: null, share: null, place: null, platform, cancellation);

    private async Task<DrawnCard> DrawAsync(
        Question question, Person asker, DateTimeOffset asOf, PageCursor? after, string? share, Address? place, IChatPlatform platform, CancellationToken cancellation) => question switch
        {
            Question.AboutBrand about => card.Draw(await answers.RunAsync(about, asker, asOf, after, cancellation), platform, share, place),
            Question.Comparison compared => comparisonCard.Draw(await comparisons.RunAsync(compared, asker, asOf, cancellation), platform, share, place),
            Question.Keywords about => keywordsCard.Draw(await keywords.RunAsync(about, asker, asOf, cancellation), platform, share, place),
            Question.Open => (await lists.OpenAsync(asOf, cancellation)).Draw(library, platform, share, AskedAgain.Carried(question, asOf), place),
            Question.Mine => (await lists.MineAsync(asker, asOf, cancellation)).Draw(library, platform, share),
            Question.Watches => await watches.ListAsync(asker, platform, cancellation),
            Question.Status => (await status.AnswerAsync(asOf, cancellation)).Draw(library, platform, share),
            Question.Suggestions => (await suggestions.AnswerAsync(asker, cancellation)).Draw(library, platform, share),
            _ => HelpCard.Of(settings.Brands).Draw(library, platform),
        };

    /// <summary>The same question, about what still needs somebody.</summary>
    private string OnlyUnanswered(string question)
    {
        var names = BrandNames.Of(settings.Brands);
        return QuestionParser.Parse(question, names) is Question.AboutBrand about
            ? QuestionPrinter.Print(about with { Asked = about.Asked with { Filter = about.Asked.Filter with { Statuses = [StatusAsked.Open] } } }, names)
            : question;
    }

    /// <summary>What is wrong, where, and what would be right: a line for each.</summary>
    private static string Words(Question.NotUnderstood wrong) =>
        string.Join('\n', new[] { $"{wrong.Problem}.", wrong.Marked, $"Try: /mentions {CardText.OneLine(wrong.Example)}" }.Where(line => line is not null));

    /// <summary>What one person holds or did, and how to ask, is nothing for everybody.</summary>
    private static bool IsForOneAlone(Question question) => question is Question.Mine or Question.Watches or Question.Help or { Meant.Filter.ByMe: true };
}
