using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Answers;

/// <summary>The words of the answer about a brand.</summary>
internal static class AnswerCardWords
{
    /// <summary>The tones, the one to care about first, each with a colour that clients have for it; the word says the same.</summary>
    private static readonly (Tone Tone, string Name, string Color)[] TonesInOrder =
    [
        (Tone.Negative, "negative", "attention"), (Tone.Mixed, "mixed", "warning"), (Tone.Neutral, "neutral", "neutral"), (Tone.Positive, "positive", "good"),
        (Tone.Uncertain, "uncertain", "categoricalPurple"), (Tone.NotAssessed, "not assessed", "categoricalTeal"), (Tone.Unknown, "not read yet", "categoricalMarigold"),
    ];

    /// <summary>The answer in one line.</summary>
    public static string Title(BrandAnswer answer)
    {
        string title = $"{CardText.OneLine(answer.Brand.Name)} {PeriodWords.Of(answer.Question.Asked.Period)}{FilterWords.Of(answer.Question.Asked.Filter)}: {ChangeWords.Number(answer.Totals.Total)} {(answer.Totals.Total == 1 ? "mention" : "mentions")}";
        return answer.Brand.Kind == BrandKind.Competitor ? $"{title} (competitor, listened to only)" : title;
    }

    /// <summary>Counts by state and, in one line, by tone, each with how it differs from the time before.</summary>
    public static IEnumerable<(string Title, string Value)> Facts(BrandAnswer answer)
    {
        Compared? compared = Before(answer);
        foreach (MentionState state in StateWords.InOrder.Where(state => answer.Totals.ByState.GetValueOrDefault(state) > 0 || compared?.BeforeTotals.ByState.GetValueOrDefault(state) > 0))
        {
            yield return (
                StateWords.Label(state),
                Value(answer.Totals.ByState.GetValueOrDefault(state), compared?.NowTotals.ByState.GetValueOrDefault(state), compared?.BeforeTotals.ByState.GetValueOrDefault(state)));
        }

        if (answer.Totals.Total > 0)
        {
            yield return ("Sentiment", string.Join(", ", Shown(answer).Select(tone => $"{ChangeWords.Number(answer.Totals.Of(tone.Tone))} {tone.Name}{Change(answer, tone.Tone)}")));
        }
    }

    /// <summary>The tones for a chart.</summary>
    public static JsonArray Tones(BrandAnswer answer) => new(
    [
        .. Shown(answer).Where(tone => answer.Totals.Of(tone.Tone) > 0).Select(tone => new JsonObject
        {
            ["legend"] = tone.Name,
            ["count"] = answer.Totals.Of(tone.Tone),
            ["color"] = tone.Color,
            ["title"] = $"{char.ToUpperInvariant(tone.Name[0])}{tone.Name[1..]}",
            ["value"] = $"{Percent(answer.Totals.Of(tone.Tone), answer.Totals.Total)} of all",
        }),
    ]);

    /// <summary>A share as people write it; little is not nothing.</summary>
    public static string Percent(long part, long all) => all == 0 ? "0 %" : (part * 100.0 / all) switch
    {
        0 => "0 %",
        < 1 => "under 1 %",
        > 99 and < 100 => "over 99 %",
        var share => $"{Math.Round(share, MidpointRounding.AwayFromZero):0} %",
    };

    /// <summary>What counts are compared with; beside nothing at all each would only be called more.</summary>
    private static Compared? Before(BrandAnswer answer) => answer.Compared is { BeforeTotals.Total: > 0 } compared ? compared : null;

    private static IEnumerable<(Tone Tone, string Name, string Color)> Shown(BrandAnswer answer) =>
        TonesInOrder.Where(tone => answer.Totals.Of(tone.Tone) > 0 || Before(answer)?.BeforeTotals.Of(tone.Tone) > 0);

    private static string Value(long count, long? now, long? before) => now is { } of && before is { } than ? $"{ChangeWords.Number(count)} ({ChangeWords.Brief(of, than)})" : ChangeWords.Number(count);

    private static string Change(BrandAnswer answer, Tone tone) => Before(answer) is { } compared ? $" ({ChangeWords.Brief(compared.NowTotals.Of(tone), compared.BeforeTotals.Of(tone))})" : "";
}
