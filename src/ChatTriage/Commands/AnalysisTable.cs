using ChatTriage.Enrichment.Analysis;
using ChatTriage.Mentions;
using CsvHelper;

namespace ChatTriage.Commands;

/// <summary>The table that <c>chattriage analyze</c> writes: the columns that were read, then what was found.</summary>
internal sealed class AnalysisTable
{
    /// <summary>
    /// <c>sentiment</c> is the most likely of the three however sure that is, <c>tone</c> what a card would say. Both say nothing more than
    /// "not assessed" of languages whose tone is not read, where the probabilities are empty.
    /// </summary>
    private static readonly string[] Found = ["language", "sentiment", "positive", "neutral", "negative", "phrases", "tone"];

    private readonly CsvWriter _writer;

    /// <summary>Writes the header. A column that the input has by the same name is kept; the new one gets a prefix.</summary>
    public AnalysisTable(CsvWriter writer, string[] inputColumns)
    {
        _writer = writer;
        InputColumns = inputColumns.Length;
        string[] header = [.. inputColumns, .. Found.Select(name => inputColumns.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"chattriage_{name}" : name)];
        writer.WriteRecord(header);
    }

    /// <summary>Columns of the table that is read.</summary>
    public int InputColumns { get; }

    /// <summary>Writes the row on which the reader stands with what was found in it.</summary>
    public void Write(CsvReader row, TextAnalysis analysis)
    {
        for (int i = 0; i < InputColumns; i++)
        {
            _writer.WriteField(i < row.FieldCount ? row.GetString(i) : "");
        }

        bool isAssessed = analysis.Tone != Tone.NotAssessed;
        _writer.WriteField(analysis.Language ?? "other");
        _writer.WriteField(isAssessed ? MostLikely(analysis) : "");
        WriteProbability(analysis.Positive, isAssessed);
        WriteProbability(analysis.Neutral, isAssessed);
        WriteProbability(analysis.Negative, isAssessed);
        _writer.WriteField(string.Join("; ", analysis.Phrases));
        _writer.WriteField(isAssessed ? analysis.Tone.ToString().ToLowerInvariant() : "not assessed");
        _writer.EndRecord();
    }

    private static string MostLikely(TextAnalysis analysis) => analysis.Confidence == analysis.Negative ? "negative"
        : analysis.Confidence == analysis.Neutral ? "neutral"
        : "positive";

    private void WriteProbability(float probability, bool isAssessed)
    {
        if (isAssessed)
        {
            _writer.WriteField(probability, "0.0000", System.Globalization.CultureInfo.InvariantCulture);
        }
        else
        {
            _writer.WriteField("");
        }
    }
}
