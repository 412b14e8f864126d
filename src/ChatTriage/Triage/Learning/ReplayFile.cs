using ChatTriage.Cards;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using CsvHelper;

namespace ChatTriage.Triage.Learning;

/// <summary>Reads posts with their categories from a table.</summary>
internal static class ReplayFile
{
    private const int MaxRowBytes = 8 * 1024 * 1024;

    /// <summary>All rows; columns <c>language</c>, <c>brand</c>, <c>source</c> and <c>in_reply_to</c> are used where they are there.</summary>
    /// <exception cref="IngestFormatException">The table cannot be read, or a column or a category is not what it should be.</exception>
    public static async Task<IReadOnlyList<(Mention Mention, Category Category)>> ReadAsync(FileInfo file, string textColumn, string categoryColumn, CancellationToken cancellation)
    {
        using StreamReader reader = file.OpenText();
        string header = await reader.ReadLineAsync(cancellation) ?? throw new IngestFormatException("the table is empty; expected a header row");
        var options = new CsvReaderOptions { Separator = CsvSeparator.Of(header), MaxRecordSize = MaxRowBytes, TrackLineNumbers = true };
        await using var csv = CsvReader.Create(new RejoinedReader(header, reader), options);
        await csv.ReadHeaderAsync(cancellation);
        string[] headers = [.. csv.Headers];
        int text = Place(headers, textColumn) ?? throw Missing(headers, textColumn);
        int category = Place(headers, categoryColumn) ?? throw Missing(headers, categoryColumn);
        (int? language, int? brand, int? source, int? reply) = (Place(headers, "language"), Place(headers, "brand"), Place(headers, "source"), Place(headers, "in_reply_to"));
        var rows = new List<(Mention, Category)>();
        while (await NextAsync(csv, cancellation))
        {
            string? Cell(int? column) => column is { } place && place < csv.FieldCount && csv.GetString(place) is { Length: > 0 } value ? TextCleaner.Clean(value) : null;
            Category decided = CategoryOf(Cell(category))
                ?? throw new IngestFormatException($"line {csv.LineNumber}: '{CardText.Cut(CardText.OneLine(Cell(category) ?? ""), 60)}' is no category; known are customer-service, public-reply and no-response");
            rows.Add((
                new Mention
                {
                    Source = Cell(source) ?? "replay",
                    ExternalId = "",
                    Text = Cell(text) ?? "",
                    Language = Cell(language),
                    Brand = Cell(brand),
                    InReplyTo = Cell(reply),
                    State = MentionState.AwaitingTriage,
                },
                decided));
        }

        return rows;
    }

    private static async Task<bool> NextAsync(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException fault)
        {
            throw new IngestFormatException($"line {fault.LineNumber}: the row is longer than 8 MiB, most likely by a quote that is never closed");
        }
    }

    /// <summary>By the button's verb, by its title, or by the stored name.</summary>
    private static Category? CategoryOf(string? name) => Verbs.CategoryOf(name) ?? Enum.GetValues<Category>()
        .Cast<Category?>().FirstOrDefault(category => category!.Value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase) || category.Value.ButtonTitle().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static int? Place(string[] headers, string name) => Array.FindIndex(headers, header => header.Equals(name, StringComparison.OrdinalIgnoreCase)) is var place and >= 0 ? place : null;

    private static IngestFormatException Missing(string[] headers, string name) => new($"there is no column '{name}'; there are: {string.Join(", ", headers)}");
}
