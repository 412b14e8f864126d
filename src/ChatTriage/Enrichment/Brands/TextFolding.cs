using System.Buffers;
using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>
/// Brings rules and posts to one form, so that what looks the same compares equal: HTML entities decoded, invisible format characters left
/// out, compatibility forms (fullwidth, mathematical letters) and look-alikes replaced, lower case, no accents, white space as one space.
/// </summary>
internal static class TextFolding
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("&\t\n\v\f\r");

    /// <summary>Whether the runtime can normalize; false under InvariantGlobalization, where fullwidth letters and accents stay as they are.</summary>
    public static bool IsComplete { get; } = "Ａ".Normalize(NormalizationForm.FormKC) == "A";

    /// <summary>Writes the folded form of a text into a buffer. Linear in the text; unpaired surrogates become U+FFFD.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="into">Overwritten.</param>
    /// <param name="keepsOffsets">Whether <see cref="FoldedText.OriginalOf"/> will be asked.</param>
    public static void Fold(string text, FoldedText into, bool keepsOffsets)
    {
        if (IsPlain(text))
        {
            into.SetPlain(text);
            return;
        }

        into.Begin(text.Length, keepsOffsets);
        for (var at = 0; at < text.Length;)
        {
            at += FoldNext(text, at, into);
        }

        if (into.HasGreekOrCyrillic)
        {
            LookAlikes.Fold(into);
        }
    }

    private static int FoldNext(string text, int at, FoldedText into)
    {
        var c = text[at];
        var codePoint = 0;
        var length = c == '&' ? HtmlEntities.TryRead(text.AsSpan(at), out codePoint) : 0;
        if (length == 0)
        {
            if (c < 0x80)
            {
                into.AppendAscii(c, at);
                return 1;
            }

            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
            codePoint = rune.Value;
        }

        into.Append(in CodePointFolds.Of(codePoint), at, at + length);
        return length;
    }

    private static bool IsPlain(string text) =>
        Ascii.IsValid(text) && !text.AsSpan().ContainsAny(NotPlain) && !text.Contains("  ", StringComparison.Ordinal);
}
