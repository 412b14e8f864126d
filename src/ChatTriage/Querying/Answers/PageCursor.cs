using System.Globalization;

namespace ChatTriage.Querying.Answers;

/// <summary>The last mention that a page showed: the next page holds what is older, whatever came in meanwhile.</summary>
/// <param name="ObservedAt">When it was written, in microseconds since 1970 UTC.</param>
/// <param name="Id">Its id.</param>
public readonly record struct PageCursor(long ObservedAt, long Id)
{
    /// <summary>As it stands in a button and in the API.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ObservedAt}-{Id}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out PageCursor cursor)
    {
        string[] parts = (text ?? "").Split('-');
        bool known = parts.Length == 2 & long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long at) & long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long id);
        cursor = known ? new PageCursor(at, id) : default;
        return known;
    }
}
