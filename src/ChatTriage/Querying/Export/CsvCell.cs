using System.Globalization;
using System.Text;

namespace ChatTriage.Querying.Export;

/// <summary>Foreign words in a cell of a table that people open in a spreadsheet.</summary>
internal static class CsvCell
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, and what looks like it and is made into it on some keyboards.</summary>
    private const string Beginnings = "=+-@|%\t\r\n＝＋－＠−﹢﹣﹦﹫";

    /// <summary>
    /// The words with an apostrophe before them where a spreadsheet would calculate. What cannot be seen before the first sign does not hide it.
    /// </summary>
    public static string? Safe(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Beginnings.Contains(rune.ToString(), StringComparison.Ordinal))
            {
                return $"'{text}";
            }

            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                break;
            }
        }

        return text;
    }
}
