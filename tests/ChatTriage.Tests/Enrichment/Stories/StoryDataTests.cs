using System.Text.RegularExpressions;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>Real posts of crises and of airlines' customers: what comparing everything with everything finds is found, and what must not be joined is not.</summary>
public sealed partial class StoryDataTests
{
    private const string Missing = "The posts of crises are not beside the repository; docs/performance.md says which they are";
    private const int Most = 6_000;

    public static TheoryData<string> Files => ["crisislex-t6/2013_West_Texas_Explosion.csv", "crisislex-t6/2013_Oklahoma_Tornado.csv", "crisislex-t26.csv", "airline.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Near_Copies_Are_Found(string file)
    {
        var reader = new StoryReader();
        var kept = new List<StorySketch>();
        foreach (string text in Texts(file))
        {
            if (reader.Read(text, "b") && reader.Shingles.Length >= 15)
            {
                kept.Add(reader.Keep());
            }
        }

        (int pairs, int found) = (0, 0);
        foreach (StorySketch[] group in kept.GroupBy(sketch => sketch.Marks).Select(group => group.ToArray()))
        {
            for (int i = 0; i < group.Length; i++)
            {
                for (int j = i + 1; j < group.Length; j++)
                {
                    if (!StorySketch.CannotBeSimilar(group[i].Shingles.Length, group[j].Shingles.Length) && StorySketch.Similarity(group[i].Shingles, group[j].Shingles) >= 0.7)
                    {
                        pairs++;
                        found += group[i].Keys.Zip(group[j].Keys).Any(key => key.First == key.Second) ? 1 : 0;
                    }
                }
            }
        }

        pairs.ShouldBeGreaterThan(20);
        ((double)found / pairs).ShouldBeGreaterThanOrEqualTo(0.99, $"{found} of {pairs}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Other_Numbers_And_Denials_Are_Never_Joined(string file)
    {
        var (reader, index) = (new StoryReader(), new StoryIndex());
        IReadOnlyList<string> texts = Texts(file);
        int joined = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            if (!reader.Read(texts[i], "b"))
            {
                continue;
            }

            if (index.Find(reader) is [var leader, ..])
            {
                joined++;
                (string one, string other) = (Said(texts[i]), Said(texts[(int)leader.Id]));
                Numbers(one).SetEquals(Numbers(other)).ShouldBeTrue($"{texts[i]}\n{texts[(int)leader.Id]}");
                Denial().IsMatch(one).ShouldBe(Denial().IsMatch(other), $"{texts[i]}\n{texts[(int)leader.Id]}");
            }
            else
            {
                index.Add(i, reader);
            }
        }

        joined.ShouldBeGreaterThan(20);
    }

    private static IReadOnlyList<string> Texts(string file)
    {
        string? path = SharedFiles.Find($"data/{file}");
        Assert.SkipWhen(path is null, Missing);
        return [.. CsvTexts.Read(path!, "text").Take(Most)];
    }

    private static string Said(string text) => Marks().Replace(text, " ");

    private static HashSet<string> Numbers(string text) => [.. Digits().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"(https?:?\S*|pic\.twitter\.com/\S+|@\w+|\bRT\b|&#?\w+;)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(no|not|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b|\b(ai|do|did|does|is|was|are|were|ca|wo|could|would|should)nt\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();
}
