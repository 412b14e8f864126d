using System.Diagnostics;
using System.Globalization;
using ChatTriage.Enrichment.Analysis;
using CsvHelper;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Language, tone and phrases of real posts on one thread, beside what one would write first: the same posts cut at blanks and looked up
/// word by word in a dictionary of kind and unkind words.
/// </summary>
internal static class AnalyzeLoad
{
    private const int Texts = 100_000;

    /// <summary>Runs and prints. <c>file=FOLDER/airline.csv column=text rounds=5</c></summary>
    public static int Run(string[] arguments)
    {
        Dictionary<string, string> given = arguments.Select(argument => argument.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (!given.TryGetValue("file", out string? file) || !File.Exists(file))
        {
            Console.Error.WriteLine("analyze file=FILE.csv [column=text rounds=5]");
            return 2;
        }

        List<string> rows = Read(file, given.GetValueOrDefault("column", "text"));
        string[] texts = [.. Enumerable.Range(0, Texts).Select(i => rows[i % rows.Count])];
        var analyzer = new LocalAnalyzer();
        Dictionary<string, int> words = LexiconPeer.Words();
        Measure(texts, text => analyzer.Analyze(text, null, TermMask.None).Phrases.Count);
        Measure(texts, text => LexiconPeer.Score(text, words));
        Console.WriteLine($"{texts.Length:N0} texts of {texts.Average(text => text.Length):0} characters, one thread");
        Console.WriteLine("| round | language, tone, phrases: texts/s | bytes allocated a text | words of a list: texts/s | ratio |\n|---:|---:|---:|---:|---:|");
        for (int round = 1; round <= int.Parse(given.GetValueOrDefault("rounds", "5"), CultureInfo.InvariantCulture); round++)
        {
            (double mine, double bytes) = Measure(texts, text => analyzer.Analyze(text, null, TermMask.None).Phrases.Count);
            (double peer, _) = Measure(texts, text => LexiconPeer.Score(text, words));
            Console.WriteLine($"| {round} | {mine:N0} | {bytes:0} | {peer:N0} | {mine / peer:0.00} |");
        }

        return 0;
    }

    private static (double PerSecond, double Bytes) Measure(string[] texts, Func<string, int> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        int sum = 0;
        foreach (string text in texts)
        {
            sum += read(text);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(sum);
        return (texts.Length / took.TotalSeconds, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / texts.Length);
    }

    private static List<string> Read(string file, string column)
    {
        using CsvReader reader = CsvReader.Create(new StreamReader(file), new CsvReaderOptions { Separator = ',' });
        reader.ReadHeader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(column));
        }

        return texts;
    }
}
