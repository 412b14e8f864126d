using System.Globalization;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;

namespace ChatTriage.Cards;

/// <summary>What engines read out of a mention, in words: signals help to decide and decide nothing.</summary>
internal static class SignalWords
{
    private const int PhrasesLength = 120;

    /// <summary>Tone, language, key phrases, why it matched, and who read it.</summary>
    public static string Of(Mention mention)
    {
        string[] parts =
        [
            ToneOf(mention),
            mention.Language is { } language ? $"in {LanguageName(language)}" : "",
            CardText.Cut(CardText.OneLine(string.Join(", ", mention.PhraseList())), PhrasesLength),
            mention.InReplyTo is null ? "" : "a reply",
            mention.MatchedBy ?? "",
            EngineOf(mention.AnalysedBy),
        ];
        return string.Join(" · ", parts.Where(part => part.Length > 0)) is { Length: > 0 } signals ? signals : "No signals yet";
    }

    /// <summary>A tone in lower-case words, as in <c>sentiment:negative</c>.</summary>
    public static string WordOf(Tone tone) => tone switch
    {
        Tone.NotAssessed => "not assessed",
        Tone.Unknown => "unknown",
        _ => tone.ToString().ToLowerInvariant(),
    };

    private static string ToneOf(Mention mention) => mention.Sentiment switch
    {
        Tone.Unknown => "",
        Tone.NotAssessed => "Tone not assessed",
        Tone.Uncertain => "Tone uncertain",
        var tone => mention.ToneConfidence is { } confidence and > 0 ? $"{tone} tone, {Percent(confidence)} sure" : $"{tone} tone",
    };

    /// <summary>Never "100 %": no engine is that sure.</summary>
    internal static string Percent(double share) => $"{Math.Clamp(Math.Round(share * 100), 1, 99).ToString(CultureInfo.InvariantCulture)} %";

    private static string EngineOf(AnalysisEngine? engine) => engine switch
    {
        AnalysisEngine.Azure => "read by Azure AI Language",
        AnalysisEngine.Local => "read by the built-in model",
        _ => "",
    };

    private static string LanguageName(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return CardText.OneLine(tag);
        }
    }
}
