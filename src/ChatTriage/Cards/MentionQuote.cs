using System.Text.Json.Nodes;
using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Brands;
using ChatTriage.Mentions;

namespace ChatTriage.Cards;

/// <summary>The words of a mention for a card: cut, inert, with what matched in bold.</summary>
public static class MentionQuote
{
    /// <summary>How much of a text is looked at for a line.</summary>
    private const int SummarySource = 400;

    /// <summary>An array of <c>{text, bold}</c>, never empty.</summary>
    public static JsonArray Segments(Mention mention, Brand brand, BrandSnapshot brands, int maxLength)
    {
        string quote = CardText.Cut(mention.Text, maxLength);
        var segments = new JsonArray();
        int at = 0;
        foreach ((int start, int end) in Bold(mention, brand, brands, quote.Length))
        {
            if (start >= at && end <= quote.Length)
            {
                Add(segments, quote[at..start], bold: false);
                Add(segments, quote[start..end], bold: true);
                at = end;
            }
        }

        Add(segments, quote[at..], bold: false);
        return segments.Count > 0 ? segments : [new JsonObject { ["text"] = "(nothing that can be shown)", ["bold"] = false }];
    }

    /// <summary>Who said what, on one line of at most so many characters.</summary>
    public static string Summary(Mention mention, int maxLength) => CardText.Cut(
        CardText.OneLine($"{(mention.AuthorName ?? mention.AuthorHandle) switch { null => "", var author => $"{author}: " }}{CardText.Cut(mention.Text, SummarySource)}"), maxLength);

    private static IEnumerable<(int Start, int End)> Bold(Mention mention, Brand brand, BrandSnapshot brands, int length)
    {
        int index = brands.IndexOf(brand);
        return index < 0
            ? []
            : brands.Explain(mention.ToMatchInput(), index).Where(hit => hit.Start >= 0 && hit.Start < length)
                .Select(hit => (hit.Start, hit.Start + hit.Length)).Order();
    }

    private static void Add(JsonArray segments, string text, bool bold)
    {
        string inert = CardText.Inert(text);
        if (inert.Length > 0)
        {
            segments.Add(new JsonObject { ["text"] = inert, ["bold"] = bold });
        }
    }

    private static MatchInput ToMatchInput(this Mention mention) => new(mention.Text, mention.Source, mention.AuthorHandle, mention.Language);
}
