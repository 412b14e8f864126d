using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Windows;

namespace ChatTriage.Querying.Listening;

/// <summary>Draws what is spoken of more, less and most. It only listens: nothing on it answers anybody.</summary>
public sealed class KeywordsCard(CardLibrary library)
{
    private const int PhraseLength = 60;

    /// <summary>The card for a platform.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="platform">Where it is shown.</param>
    /// <param name="share">The question, when the answer may be shown to everybody.</param>
    /// <param name="place">Where it was asked, when that was not in a chat with the bot alone.</param>
    public DrawnCard Draw(KeywordsAnswer answer, IChatPlatform platform, string? share, Address? place = null)
    {
        PhraseChange[] frequent = [.. answer.Frequent.Where(phrase => phrase.Now > 1)];
        string title = $"What is spoken of with {CardText.OneLine(answer.Brand.Name)} {PeriodWords.Of(answer.Question.Asked.Period)}{FilterWords.Of(answer.Question.Asked.Filter)}: {ChangeWords.Number(answer.Mentions)} {(answer.Mentions == 1 ? "mention" : "mentions")}";
        string? change = answer.Before is null || answer.BeforeName is null ? null : ChangeWords.Sentence(answer.Mentions, answer.MentionsBefore, answer.BeforeName);
        bool hasAny = answer.Rising.Count + answer.Falling.Count + frequent.Length > 0;
        return library.Draw(platform, "keywords", new JsonObject
        {
            ["text"] = string.Join(". ", new[] { title, InWords("Rising", answer.Rising), InWords("Falling", answer.Falling), InWords("Most frequent", frequent) }.OfType<string>()),
            ["title"] = platform.Escape(title),
            ["window"] = platform.Escape(answer.Window.Words(answer.AsOf)),
            ["change"] = change is null ? null : platform.Escape(ChangeWords.Line(change)),
            ["rising"] = Phrases(answer.Rising, answer),
            ["falling"] = Phrases(answer.Falling, answer),
            ["frequent"] = Phrases(frequent, answer),
            ["empty"] = hasAny ? null : "No phrase was used more than once.",
            ["notes"] = new JsonArray([.. answer.Notes.Select(note => new JsonObject { ["note"] = CardText.OneLine(note) })]),
            ["ask"] = AskedAgain.Carried(answer.Question, answer.AsOf, names: answer.Names),
            ["mayWatchHere"] = place is not null,
            ["share"] = share,
        });
    }

    private static JsonArray Phrases(IReadOnlyList<PhraseChange> phrases, KeywordsAnswer answer) => new(
    [
        .. phrases.Select(phrase => new JsonObject
        {
            ["phrase"] = Quoted(phrase),
            ["counts"] = answer.Before is null ? ChangeWords.Number(phrase.Now) : $"{ChangeWords.Number(phrase.Now)}, {ChangeWords.Number(phrase.Before)} before",
        }),
    ]);

    private static string? InWords(string name, IReadOnlyList<PhraseChange> phrases) =>
        phrases.Count == 0 ? null : $"{name}: {string.Join(", ", phrases.Select(phrase => $"{Quoted(phrase)} {ChangeWords.Number(phrase.Now)}"))}";

    private static string Quoted(PhraseChange phrase) => $"“{CardText.Cut(CardText.OneLine(phrase.Phrase), PhraseLength)}”";
}
