namespace ChatTriage.Enrichment.Stories;

/// <summary>How the words of a similar mention differ from those of the first one, in words for a list.</summary>
public static class StoryDifference
{
    private const int MaxWords = 12;

    /// <summary>What it adds and what it leaves out; the readers have read the two texts.</summary>
    public static string Of(StoryReader member, StoryReader leader)
    {
        if (member.SaysExactly(leader))
        {
            return "word for word the same";
        }

        string[] theirs = Split(member), first = Split(leader);
        string[] added = [.. theirs.Except(first)], gone = [.. first.Except(theirs)];
        string[] parts = [added.Length > 0 ? $"adds “{Some(added)}”" : "", gone.Length > 0 ? $"leaves out “{Some(gone)}”" : ""];
        return string.Join(", ", parts.Where(part => part.Length > 0)) is { Length: > 0 } difference ? difference : "the same words in another order";
    }

    private static string[] Split(StoryReader text) => text.Words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Some(string[] words) => Cards.CardText.Cut(Cards.CardText.OneLine(string.Join(' ', words.Take(MaxWords))), 80);
}
