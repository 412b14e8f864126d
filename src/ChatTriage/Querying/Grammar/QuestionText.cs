using System.Globalization;
using System.Text;
using ChatTriage.Cards;

namespace ChatTriage.Querying.Grammar;

/// <summary>A question on one line, as it is read: without what is not seen, with straight apostrophes; it knows where each sign stood in what was typed.</summary>
internal sealed class QuestionText
{
    /// <summary>How much of a question is read.</summary>
    public const int MaxLength = 500;

    private const int Before = 60;
    private const int Place = 60;
    private const int After = 30;

    private readonly int[] _places;
    private readonly int _typed;

    private QuestionText(string text, int[] places, int typed) => (Text, _places, _typed) = (text, places, typed);

    /// <summary>The line, at most one sign longer than <see cref="MaxLength"/>.</summary>
    public string Text { get; }

    /// <summary>Whether there was more than is read.</summary>
    public bool IsTooLong => Text.Length > MaxLength;

    /// <summary>Reads what was typed.</summary>
    public static QuestionText Of(string typed)
    {
        var text = new StringBuilder(Math.Min(typed.Length, MaxLength + 2));
        var places = new List<int>(Math.Min(typed.Length, MaxLength + 2));
        bool space = false;
        for (int at = 0; at < typed.Length && text.Length <= MaxLength;)
        {
            _ = Rune.DecodeFromUtf16(typed.AsSpan(at), out Rune rune, out int length);
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
            {
                space = text.Length > 0;
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is 0x200C or 0x200D)
            {
                if (space)
                {
                    text.Append(' ');
                    places.Add(at - 1);
                    space = false;
                }

                if (rune.IsBmp)
                {
                    text.Append(rune.Value is 0x2018 or 0x2019 or 0x02BC ? '\'' : (char)rune.Value);
                }
                else
                {
                    text.Append(typed, at, length);
                    places.Add(at);
                }

                places.Add(at + length - 1);
            }

            at += length;
        }

        return new QuestionText(text.ToString(), [.. places], typed.Length);
    }

    /// <summary>Where a part of the line stood in what was typed.</summary>
    public (int Start, int Length) Typed(int start, int end)
    {
        if (start >= end)
        {
            return (start < _places.Length ? _places[start] : _typed, 0);
        }

        int from = _places[start];
        if (IsTooLong && end == Text.Length)
        {
            return (from, _typed - from);
        }

        return (from, Math.Min(_places[end - 1] + 1, _typed) - from);
    }

    /// <summary>The line with a part marked, cut around it to what one line holds.</summary>
    public string Marked(int start, int end)
    {
        int from = Math.Max(0, start - Before), to = Math.Min(Text.Length, end + After);
        from = from > 0 && char.IsLowSurrogate(Text[from]) ? from - 1 : from;
        to = to < Text.Length && char.IsLowSurrogate(Text[to]) ? to - 1 : to;
        string place = CardText.Cut(CardText.Inert(Text[start..end]), Place);
        return $"{(from > 0 ? "…" : "")}{CardText.Inert(Text[from..start])}›{place}‹{(to >= end ? CardText.Inert(Text[end..to]) : "")}{(to < Text.Length ? "…" : "")}";
    }
}
