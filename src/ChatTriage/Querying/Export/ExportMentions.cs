using System.Globalization;
using System.Text;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Export;

/// <summary>*CSV*: every mention that a question means, as a file.</summary>
public sealed class ExportMentions(AnswerBrand answers, MentionPages pages, LiveSettings settings, PersonNames names)
{
    /// <summary>Spreadsheets take a million rows; a file of this many is of some hundred megabytes.</summary>
    public const long MostRows = 500_000;

    private const int NameLength = 60;

    /// <summary>The file, written when it is fetched; or one sentence that says why there is none.</summary>
    public async Task<InteractionReply> RunAsync(QuestionPressed pressed, CancellationToken cancellation)
    {
        if (QuestionParser.Parse(pressed.Asked.Question, BrandNames.Of(settings.Brands)) is not Question.AboutBrand about)
        {
            return new InteractionReply(Changed: false, "This question cannot be answered any more. Please ask again.");
        }

        BrandAnswer answer = await answers.RunAsync(about, pressed.Person, pressed.Asked.AsOf, after: null, cancellation);
        if (!answer.IsComplete && await pages.AreTooManyAsync(about.Asked, pressed.Person, pressed.Asked.AsOf, cancellation))
        {
            return new InteractionReply(Changed: false, "Too many mentions would have to be looked through for one file. Please narrow the question down, to fewer days for example.");
        }

        if (answer.Totals.Total == 0)
        {
            return new InteractionReply(Changed: false, "There is nothing to put into a file.");
        }

        if (answer.Totals.Total > MostRows)
        {
            return new InteractionReply(Changed: false, $"{ChangeWords.Number(answer.Totals.Total)} mentions are more than one file holds ({ChangeWords.Number(MostRows)}). Please narrow the question down, to fewer days for example.");
        }

        string title = AnswerCardWords.Title(answer);
        return new InteractionReply(Changed: true, Text: null)
        {
            File = new FileReply(
                NameOf(about, pressed.Asked.AsOf), title, (to, token) => MentionTable.WriteAsync(to, pages.ReadAsync(about.Asked, pressed.Person, pressed.Asked.AsOf, token), names, MostRows, token)),
        };
    }

    /// <summary>Letters that every file system takes: <c>acme-today-2026-11-23.csv</c>.</summary>
    private static string NameOf(Question.AboutBrand about, DateTimeOffset asOf)
    {
        var name = new StringBuilder();
        foreach (char letter in QuestionPrinter.Print(about).ToLowerInvariant().Take(NameLength))
        {
            _ = char.IsAsciiLetterOrDigit(letter) ? name.Append(letter) : name.Length > 0 && name[^1] != '-' ? name.Append('-') : name;
        }

        string asked = name.ToString().Trim('-');
        return $"{(asked.Length == 0 ? "mentions" : asked)}-{asOf.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv";
    }
}
