namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// Finds the separator of a table in its header row alone. The CSV library would also weigh the rows, and a text full of semicolons
/// must not decide how a file is read.
/// </summary>
internal static class CsvSeparator
{
    private const string Candidates = ",;\t|";

    /// <summary>The candidate most frequent in the header, the comma when none is there; null for a line <c>sep=;</c> as Excel writes it.</summary>
    public static char? Of(string header) => header.TrimStart('\uFEFF').StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
        ? null
        : Candidates.MaxBy(candidate => header.Count(character => character == candidate));
}
