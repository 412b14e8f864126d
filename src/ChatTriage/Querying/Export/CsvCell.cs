using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatTriage.Querying.Export;

/// <summary>Foreign words in a cell of a table that people open in a spreadsheet.</summary>
internal static class CsvCell
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, and what looks like it and is made into it on some keyboards.</summary>
    private const string Beginnings = "=+-@|%\t\r\n＝＋－＠−﹢﹣﹦﹫";

    /// <summary>
    /// Where the comma is the decimal sign Excel divides at semicolons instead, and then knows our quotes no more: words after one of these, or on a new line,
    /// are a cell of their own there.
    /// </summary>
    private const string Dividers = ";\t\r\n";

    private const string EqualSigns = "=＝﹦";
    private const string Signs = "+-@＋－＠−﹢﹣﹫";

    /// <summary>Nothing foreign is called, fetched or run without one of these. Smileys, bullets and names of people have none, and stay as they were written.</summary>
    private static readonly SearchValues<char> Calls = SearchValues.Create("(|!（｜！");

    /// <summary>
    /// The words with an apostrophe before them where a spreadsheet would calculate. What cannot be seen before the first sign does not hide it.
    /// </summary>
    public static string? Safe(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string inside = SafeInside(text);
        return FirstSeen(text, hides: "") is { } first && Beginnings.Contains(first.ToString(), StringComparison.Ordinal) ? $"'{inside}" : inside;
    }

    private static string SafeInside(string text)
    {
        StringBuilder? safe = null;
        int copied = 0;
        for (int at = text.AsSpan().IndexOfAny(Dividers); at >= 0;)
        {
            int next = text.AsSpan(at + 1).IndexOfAny(Dividers) is var more and >= 0 ? at + 1 + more : -1;
            if (Calculates(text[(at + 1)..(next < 0 ? text.Length : next)]))
            {
                (safe ??= new StringBuilder(text.Length + 4)).Append(text, copied, at + 1 - copied).Append('\'');
                copied = at + 1;
            }

            at = next;
        }

        return safe is null ? text : safe.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool Calculates(string cell) => FirstSeen(cell, hides: "\"") is { } first
        && (EqualSigns.Contains(first.ToString(), StringComparison.Ordinal)
            || (Signs.Contains(first.ToString(), StringComparison.Ordinal) && cell.AsSpan().IndexOfAny(Calls) >= 0));

    /// <summary>The first sign that can be seen or that stands in <see cref="Beginnings"/>.</summary>
    private static Rune? FirstSeen(string text, string hides)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isUnseen = Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || hides.Contains(rune.ToString(), StringComparison.Ordinal);
            if (!isUnseen || Beginnings.Contains(rune.ToString(), StringComparison.Ordinal))
            {
                return rune;
            }
        }

        return null;
    }
}
