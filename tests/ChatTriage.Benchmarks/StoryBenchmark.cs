using System.Text.RegularExpressions;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Near-copies in real posts, one thread, each text read, looked up and, when nothing resembles it, remembered: how fast, how many of the pairs that comparing
/// everything with everything finds, and what was joined that must not be. Seconds are those of the processor, so that neighbours on the machine count less. Beside it, what one would write first: equal words by a hash table.
/// </summary>
internal static partial class StoryBenchmark
{
    private const double PairFrom = 0.7;
    private const int PairShingles = 15;

    public static int Run(StoryOptions options)
    {
        Console.WriteLine($"{options.Rounds} rounds, median; pairs: similarity at least {PairFrom}, equal numbers and denials, at least {PairShingles} runs");
        Console.WriteLine("| texts | n | texts/s | bytes a text | only copies: texts/s | bytes | equal words only: texts/s | joined | joined there | pairs | found | numbers differ | denial differs |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (string file in options.Files)
        {
            IReadOnlyList<string> texts = CsvTexts.Read(Path.Combine(options.Data, file), "text");
            Measure(Path.GetFileNameWithoutExtension(file), texts, options.Rounds);
        }

        return 0;
    }

    private static void Measure(string name, IReadOnlyList<string> texts, int rounds)
    {
        var speeds = new List<(double Ours, double Copies, double Peer)>();
        Joined joined = new([], 0);
        (double bytes, double copyBytes, int peerJoined) = (0, 0, 0);
        for (int round = 0; round <= rounds; round++)
        {
            var reader = new StoryReader();
            var index = new StoryIndex();
            (joined, double ours, bytes) = Timed(texts.Count, () => Join(texts, reader, index));
            (_, double copies, copyBytes) = Timed(texts.Count, () => Join(texts, reader, index));
            (peerJoined, double peer, _) = Timed(texts.Count, () => EqualWords(texts));
            speeds.Add((ours, copies, peer));
        }

        var warm = speeds.Skip(1).ToArray();
        (int pairs, int found) = Pairs(texts);
        (int numbers, int denials) = Wrong(texts, joined);
        Console.WriteLine(
            $"| {name} | {texts.Count:N0} | {IngestLoad.Median(warm.Select(speed => speed.Ours)):N0} | {bytes:N0} | {IngestLoad.Median(warm.Select(speed => speed.Copies)):N0} | {copyBytes:N0} | {IngestLoad.Median(warm.Select(speed => speed.Peer)):N0} "
            + $"| {joined.Count:N0} ({100.0 * joined.Count / texts.Count:0.0} %) | {peerJoined:N0} | {pairs:N0} | {100.0 * found / Math.Max(pairs, 1):0.00} % | {numbers} | {denials} |");
    }

    private static (T Result, double PerSecond, double Bytes) Timed<T>(int count, Func<T> run)
    {
        GC.Collect();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        T result = run();
        return (result, count / (Environment.CpuUsage.TotalTime - start).TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)count);
    }

    private static Joined Join(IReadOnlyList<string> texts, StoryReader reader, StoryIndex index)
    {
        int[] leaders = new int[texts.Count];
        int joined = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            leaders[i] = -1;
            if (!reader.Read(texts[i], "brand"))
            {
                continue;
            }

            if (index.Find(reader) is [var first, ..])
            {
                leaders[i] = (int)first.Id;
                joined++;
            }
            else
            {
                index.Add(i, reader);
            }
        }

        return new Joined(leaders, joined);
    }

    private static int EqualWords(IReadOnlyList<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return texts.Count(text => !seen.Add(Marks().Replace(text, "")));
    }

    /// <summary>Every pair by brute force, and whether the second of it would have been offered the first.</summary>
    private static (int Pairs, int Found) Pairs(IReadOnlyList<string> texts)
    {
        var reader = new StoryReader();
        var kept = new List<(int Id, StorySketch Sketch)>();
        for (int i = 0; i < texts.Count; i++)
        {
            if (reader.Read(texts[i], "brand") && reader.Shingles.Length >= PairShingles)
            {
                kept.Add((i, reader.Keep()));
            }
        }

        int pairs = 0, found = 0;
        foreach (IGrouping<ulong, (int Id, StorySketch Sketch)> same in kept.GroupBy(one => one.Sketch.Marks))
        {
            (int Id, StorySketch Sketch)[] group = [.. same];
            Parallel.For(0, group.Length, i =>
            {
                for (int j = i + 1; j < group.Length; j++)
                {
                    (StorySketch a, StorySketch b) = (group[i].Sketch, group[j].Sketch);
                    if (!StorySketch.CannotBeSimilar(a.Shingles.Length, b.Shingles.Length) && StorySketch.Similarity(a.Shingles, b.Shingles) >= PairFrom)
                    {
                        Interlocked.Increment(ref pairs);
                        if (a.Keys.Zip(b.Keys).Any(key => key.First == key.Second))
                        {
                            Interlocked.Increment(ref found);
                        }
                    }
                }
            });
        }

        return (pairs, found);
    }

    /// <summary>Read by other eyes than the product's: digits and the English words of denial in what is left without links and handles.</summary>
    private static (int Numbers, int Denials) Wrong(IReadOnlyList<string> texts, Joined joined)
    {
        int numbers = 0, denials = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            if (joined.Leaders[i] is >= 0 and var leader)
            {
                (string one, string other) = (Marks().Replace(texts[i], " "), Marks().Replace(texts[leader], " "));
                numbers += Digits().Matches(one).Select(m => m.Value).ToHashSet().SetEquals(Digits().Matches(other).Select(m => m.Value)) ? 0 : 1;
                denials += Denial().IsMatch(one) == Denial().IsMatch(other) ? 0 : 1;
            }
        }

        return (numbers, denials);
    }

    [GeneratedRegex(@"(https?:?\S*|pic\.twitter\.com/\S+|@\w+|\bRT\b|&#?\w+;)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(no|not|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b|\b(ai|do|did|does|is|was|are|were|ca|wo|could|would|should)nt\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();

    private sealed record Joined(int[] Leaders, int Count);
}
