using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;

namespace ChatTriage.Ingestion.Reading;

/// <summary>Reads mentions from a table with a header row; comma, semicolon, tab and bar are recognised in it as separators.</summary>
/// <remarks>
/// Fields obey the rules of <see cref="MentionReader"/>, except that times may lack an offset (UTC), have one without a colon
/// (<c>2015-02-16 23:36:05 -0800</c>), be a date alone, or be unix time. An empty cell is an absent field. A quote inside an
/// unquoted cell is text, as spreadsheets have it; cells missing at the end of a row are empty.
/// </remarks>
public static class CsvMentionReader
{
    /// <summary>Bounds what one unclosed quote can swallow: a text of 1,000,000 characters fits with room.</summary>
    private const int MaxRowBytes = 8 * 1024 * 1024;

    /// <summary>Reads the rows one by one.</summary>
    /// <param name="text">The table, read from where it stands; stays open.</param>
    /// <param name="map">
    /// Field to column name. Fields: externalId, text, url, publishedAt, author.name, author.handle, author.url, author.followers,
    /// language, inReplyTo, brand. A field not mapped takes the column of its own name in any case; externalId also <c>id</c>,
    /// publishedAt also <c>created</c> and <c>created_at</c>.
    /// </param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>A mention or an error for each row below the header.</returns>
    /// <exception cref="IngestFormatException">
    /// Thrown by the enumeration: there is no header row, a mapped column or one for a required field is missing, or a row is
    /// longer than 8 MiB.
    /// </exception>
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        TextReader text, IReadOnlyDictionary<string, string> map, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        CsvMalformedReason? malformed = null;
        var header = await text.ReadLineAsync(cancellation) ?? throw new IngestFormatException("the table is empty; expected a header row");
        var options = new CsvReaderOptions
        {
            Separator = CsvSeparator.Of(header),
            MaxRecordSize = MaxRowBytes,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record.Reason,
        };
        await using var csv = CsvReader.Create(new RejoinedReader(header, text), options);
        var columns = await FindColumnsAsync(csv, map, cancellation);
        var draft = new MentionDraft();
        for (var index = 0L; await ReadRowAsync(csv, cancellation); index++)
        {
            yield return RowFault(csv, malformed) is { } error
                ? ReadItem.Refused(index, ReadItem.WholeItem, error)
                : ToItem(index, csv, columns, draft);
            malformed = null;
        }
    }

    private static async ValueTask<(MentionField Field, int Column)[]> FindColumnsAsync(
        CsvReader csv, IReadOnlyDictionary<string, string> map, CancellationToken cancellation)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            throw new IngestFormatException("the header row cannot be read");
        }

        return csv.Headers.Count > 0
            ? CsvColumns.Find([.. csv.Headers], map)
            : throw new IngestFormatException("the table is empty; expected a header row");
    }

    private static async ValueTask<bool> ReadRowAsync(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException exception)
        {
            throw new IngestFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"the row at line {exception.LineNumber} is longer than 8 MiB; most likely a quote is opened there and never closed"));
        }
    }

    private static string? RowFault(CsvReader csv, CsvMalformedReason? malformed) => malformed switch
    {
        CsvMalformedReason.TextAfterClosingQuote =>
            $"text follows a closing quote in the row that starts at line {csv.LineNumber}; expected a separator, or the quote doubled",
        CsvMalformedReason.UnterminatedQuote =>
            $"a quote is opened and never closed in the row that starts at line {csv.LineNumber}; all that follows was read as its text",
        _ when csv.FieldCount > csv.Headers.Count =>
            $"{csv.FieldCount} cells under {csv.Headers.Count} columns in line {csv.LineNumber}; a text with separators needs quotes",
        _ => null,
    };

    private static ReadItem ToItem(long index, CsvReader csv, (MentionField Field, int Column)[] columns, MentionDraft draft)
    {
        draft.Clear();
        foreach (var (field, column) in columns)
        {
            draft.SetCell(field, TextCleaner.Clean(csv.GetString(column)));
        }

        return draft.ToItem(index, default);
    }
}
