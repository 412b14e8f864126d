using System.Text;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>One column of a CSV file, quoted fields with line feeds included.</summary>
internal static class CsvTexts
{
    /// <summary>Reads the column of every row.</summary>
    public static IReadOnlyList<string> Read(string path, string column)
    {
        using var reader = new StreamReader(path);
        int index = Array.IndexOf(Row(reader) ?? [], column);
        var texts = new List<string>();
        while (index >= 0 && Row(reader) is { } row)
        {
            if (row.Length > index)
            {
                texts.Add(row[index]);
            }
        }

        return texts;
    }

    private static string[]? Row(StreamReader reader)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false, any = false;
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            any = true;
            if (quoted && c == '"' && reader.Peek() == '"')
            {
                field.Append((char)reader.Read());
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    return [.. fields];
                }
            }
            else
            {
                field.Append((char)c);
            }
        }

        fields.Add(field.ToString());
        return any ? [.. fields] : null;
    }
}
