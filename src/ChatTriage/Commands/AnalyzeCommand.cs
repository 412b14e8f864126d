using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ChatTriage.Enrichment;
using ChatTriage.Enrichment.Analysis;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Settings;
using CsvHelper;

namespace ChatTriage.Commands;

/// <summary><c>chattriage analyze FILE.csv</c>: language, tone and key phrases of each row, as the cards would have them.</summary>
internal static class AnalyzeCommand
{
    private const string StandardOutput = "-";

    /// <summary>The first texts pay for the compilation of the code: their rate says nothing about a long table.</summary>
    private const long WarmAfter = 4_000;
    private const int MaxRowBytes = 8 * 1024 * 1024;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A table with a header row (.csv, .tsv)" };
        var column = new Option<string>("--column") { Description = "Name of the column with the words", DefaultValueFactory = _ => "text" };
        var output = new Option<string>("--out") { Description = "File to write; - writes to standard output", DefaultValueFactory = _ => StandardOutput };
        var command = new Command("analyze", "Adds language, tone and key phrases to each row of a table") { file, column, output };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(file)!, result.GetValue(column)!, result.GetValue(output)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string column, string output, CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            return await FailAsync($"There is no file '{file.FullName}'.");
        }

        if (output != StandardOutput && IsSame(file, new FileInfo(output)))
        {
            return await FailAsync("--out is the file that is read; name another one.");
        }

        TermMask mask = BrandSnapshot.From(SettingsReader.Read(ChatTriageBuilder.Create([]).Configuration), []).Mask;
        using StreamReader text = file.OpenText();
        if (await text.ReadLineAsync(cancellation) is not { } header)
        {
            return await FailAsync($"{file.Name} is empty; expected a header row.");
        }

        var options = new CsvReaderOptions { Separator = CsvSeparator.Of(header), MaxRecordSize = MaxRowBytes, TrackLineNumbers = true };
        await using CsvReader reader = CsvReader.Create(new RejoinedReader(header, text), options);
        try
        {
            await reader.ReadHeaderAsync(cancellation);
            if (!reader.TryGetFieldIndex(column, out int words))
            {
                return await FailAsync($"{file.Name} has no column '{column}'; its columns are {string.Join(", ", reader.Headers)}.");
            }

            await using Stream target = output == StandardOutput ? Console.OpenStandardOutput() : File.Create(output);
            await using CsvWriter writer = CsvWriter.Create(target);
            await AnalyzeAsync(reader, words, new AnalysisTable(writer, [.. reader.Headers]), mask, cancellation);
            return 0;
        }
        catch (CsvFormatException fault)
        {
            return await FailAsync($"{file.Name} cannot be read further from line {fault.LineNumber.ToString(CultureInfo.InvariantCulture)}: a row is longer than 8 MiB, most likely by a quote that is never closed.");
        }
    }

    private static async Task AnalyzeAsync(CsvReader reader, int column, AnalysisTable table, TermMask mask, CancellationToken cancellation)
    {
        var analyzer = new LocalAnalyzer();
        var total = Stopwatch.StartNew();
        var reading = new Stopwatch();
        var (rows, unequal, warm) = (0L, 0L, TimeSpan.Zero);
        while (await reader.ReadAsync(cancellation))
        {
            string words = column < reader.FieldCount ? reader.GetString(column) : "";
            reading.Start();
            TextAnalysis analysis = analyzer.Analyze(words, null, mask);
            reading.Stop();
            table.Write(reader, analysis);
            if (++rows == WarmAfter)
            {
                warm = reading.Elapsed;
            }

            unequal += reader.FieldCount == table.InputColumns ? 0 : 1;
        }

        if (unequal > 0)
        {
            await Console.Error.WriteLineAsync($"{Number(unequal)} rows have more or fewer cells than the header; what is missing was left empty, what is too much was left out.");
        }

        string once = rows < 2 * WarmAfter ? "" : $", {Rate(rows - WarmAfter, reading.Elapsed - warm)} after the first {Number(WarmAfter)}, which pay for the start";
        await Console.Error.WriteLineAsync(
            $"{Number(rows)} texts in {Seconds(total)} s with reading and writing; {Seconds(reading)} s of it analysis, {Rate(rows, reading.Elapsed)} texts/s{once}");
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static bool IsSame(FileInfo one, FileInfo other) => Real(one) == Real(other);

    private static string Real(FileInfo file) => file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : file.FullName;

    private static string Seconds(Stopwatch watch) => watch.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Rate(long rows, TimeSpan time) => Number((long)(rows / Math.Max(1e-6, time.TotalSeconds)));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
