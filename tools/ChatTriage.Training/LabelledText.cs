using CsvHelper;

namespace ChatTriage.Training;

/// <summary>One row of a data file.</summary>
/// <param name="Text">The post or sentence.</param>
/// <param name="Label">What people said it is.</param>
/// <param name="Set">Which part of the collection it is from; empty where there is one part.</param>
internal sealed record LabelledText(string Text, string Label, string Set)
{
    /// <summary>Reads all rows of a file with the columns text, label and perhaps set.</summary>
    public static List<LabelledText> Read(string folder, string file)
    {
        using CsvReader reader = CsvReader.Create(new StreamReader(Path.Combine(folder, file)), new CsvReaderOptions { Separator = ',' });
        reader.ReadHeader();
        bool hasSets = reader.TryGetFieldIndex("set", out int set);
        var rows = new List<LabelledText>();
        while (reader.Read())
        {
            rows.Add(new LabelledText(reader.GetString("text"), reader.GetString("label"), hasSets ? reader.GetString(set) : ""));
        }

        return rows;
    }
}
