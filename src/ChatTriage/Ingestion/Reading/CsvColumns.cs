namespace ChatTriage.Ingestion.Reading;

/// <summary>Finds the column of each field in a header row.</summary>
internal static class CsvColumns
{
    private static readonly MentionField[] Fields =
    [
        MentionField.ExternalId, MentionField.Text, MentionField.Url, MentionField.PublishedAt, MentionField.AuthorName,
        MentionField.AuthorHandle, MentionField.AuthorUrl, MentionField.AuthorFollowers, MentionField.Language,
        MentionField.InReplyTo, MentionField.Brand,
    ];

    /// <summary>The fields that have a column, each with its 0-based number.</summary>
    /// <param name="headers">The header row.</param>
    /// <param name="map">Field to column, as the user gave it; other fields are found by their names.</param>
    /// <exception cref="IngestFormatException">A mapped field or column does not exist, or a required field has no column.</exception>
    public static (MentionField Field, int Column)[] Find(IReadOnlyList<string> headers, IReadOnlyDictionary<string, string> map)
    {
        var chosen = new Dictionary<MentionField, int>();
        foreach (var (name, column) in map)
        {
            chosen[FieldNamed(name)] = IndexOf(headers, column)
                ?? throw new IngestFormatException($"no column \"{column}\" for {name}; {Present(headers)}");
        }

        foreach (var field in Fields)
        {
            if (!chosen.ContainsKey(field) && FindByName(headers, field) is { } column)
            {
                chosen[field] = column;
            }
        }

        RequireColumn(chosen, MentionField.ExternalId, headers);
        RequireColumn(chosen, MentionField.Text, headers);
        return [.. chosen.Select(pair => (pair.Key, pair.Value))];
    }

    private static MentionField FieldNamed(string name)
    {
        foreach (var field in Fields)
        {
            if (MentionFields.Name(field).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        throw new IngestFormatException(
            $"no field \"{name}\" to map a column to; the fields are {string.Join(", ", Fields.Select(MentionFields.Name))}");
    }

    private static int? FindByName(IReadOnlyList<string> headers, MentionField field)
    {
        string[] names = field switch
        {
            MentionField.ExternalId => [MentionFields.Name(field), "external_id", "id"],
            MentionField.PublishedAt => [MentionFields.Name(field), "published_at", "created", "created_at"],
            MentionField.InReplyTo => [MentionFields.Name(field), "in_reply_to"],
            MentionField.Language => [MentionFields.Name(field), "lang"],
            _ => [MentionFields.Name(field)],
        };
        return names.Select(name => IndexOf(headers, name)).FirstOrDefault(column => column is not null);
    }

    private static int? IndexOf(IReadOnlyList<string> headers, string column)
    {
        int? loose = null;
        for (var index = 0; index < headers.Count; index++)
        {
            if (headers[index] == column)
            {
                return index;
            }

            var isLoose = headers[index].AsSpan().Trim().Equals(column.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);
            loose ??= isLoose ? index : null;
        }

        return loose;
    }

    private static void RequireColumn(Dictionary<MentionField, int> chosen, MentionField field, IReadOnlyList<string> headers)
    {
        if (!chosen.ContainsKey(field))
        {
            throw new IngestFormatException($"no column for {MentionFields.Name(field)}, and none was mapped to it; {Present(headers)}");
        }
    }

    private static string Present(IReadOnlyList<string> headers) => $"the columns present are {string.Join(", ", headers)}";
}
