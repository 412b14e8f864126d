using ChatTriage.Enrichment.Stories;
using CsCheck;

namespace ChatTriage.Tests.Enrichment.Stories;

/// <summary>What counts as saying the same, from pairs of real kinds of posts, and what holds for any text.</summary>
public sealed class StoryReaderTests
{
    private const string Base = "My filter leaks again and the support line has kept me waiting all afternoon, nice work";

    private static readonly string[] Signs =
    [
        "filter", "leaks", "Wasser", "überall", "дом", "течёт", "漏れています", "المرشح", "מסנן", "😡", "👩‍👩‍👧‍👦", "5", "not", "@shop", "https://t.co/x1", "RT @a:", "\"@b: hm\"", "&amp;", "e\u0301", "\u202E", "\uD83D", "%%", "…",
    ];

    private static readonly Gen<string> Words = Gen.Int[0, Signs.Length - 1].Array[0, 60].Select(words => string.Join(' ', words.Select(word => Signs[word])));

    private static readonly Gen<string> Any = Gen.OneOf(Words, Gen.String[0, 300]);

    [Theory]
    [InlineData(Base, "RT @mara: " + Base, "a repost")]
    [InlineData(Base, "rt @mara " + Base, "a repost")]
    [InlineData(Base, Base + " https://t.co/abc123", "a link more")]
    [InlineData(Base, Base + " http…", "a link that was cut off")]
    [InlineData(Base, "@shop @other " + Base, "handles")]
    [InlineData(Base, "MY FILTER LEAKS AGAIN and the support line has kept me waiting all afternoon... nice work!!!", "case and punctuation")]
    [InlineData(Base, Base + " #fail", "a hashtag more")]
    [InlineData("isn’t it great that the whole street has water in the kitchen again", "isn't it great that the whole street has water in the kitchen again", "another apostrophe")]
    [InlineData("The plant &amp; the whole street are under water, says the mayor", "The plant & the whole street are under water, says the mayor", "an entity")]
    [InlineData("フィルターからまた水が漏れていて、サポートには午後ずっと待たされています。本当に困ります。", "【拡散】フィルターからまた水が漏れていて、サポートには午後ずっと待たされています。本当に困ります！", "Japanese")]
    [InlineData("المرشح يسرب الماء مرة أخرى وخط الدعم جعلني أنتظر طوال فترة بعد الظهر", "RT @x المرشح يسرب الماء مرة أخرى وخط الدعم جعلني أنتظر طوال فترة بعد الظهر!", "Arabic")]
    public void Says_The_Same(string one, string other, string why) => Alike(one, other).ShouldBeTrue(why);

    [Theory]
    [InlineData("8 year-old girl missing after the flood, please call the sheriff", "9 year-old girl missing after the flood, please call the sheriff", "another age")]
    [InlineData("Flood toll passes 800 in the valley, the army says tonight", "Flood toll passes 900 in the valley, the army says tonight", "another toll")]
    [InlineData("The toll in the valley is 1,500 people, the army says tonight", "The toll in the valley is 1.500 people, the army says tonight", "perhaps another number")]
    [InlineData("the support line has kept me waiting all day ٣ hours and counting", "the support line has kept me waiting all day ٤ hours and counting", "another number in Arabic digits")]
    [InlineData("They say the water in our town is safe to drink again today", "They say the water in our town is not safe to drink again today", "a denial")]
    [InlineData("They say the water in our town is safe to drink, they did tell us", "They say the water in our town is safe to drink, they didn't tell us", "a short form")]
    [InlineData("They say the water in our town is safe to drink, they did tell us", "They say the water in our town is safe to drink, they didnt tell us", "a short form as phones write it")]
    [InlineData("Das Wasser in unserer Stadt ist ab heute wieder ein sauberes Wasser", "Das Wasser in unserer Stadt ist ab heute wieder kein sauberes Wasser", "a German denial")]
    [InlineData("El agua de nuestra ciudad ya es segura desde esta mañana", "El agua de nuestra ciudad ya no es segura desde esta mañana", "a Spanish denial")]
    [InlineData("我们城市的自来水从今天早上开始是可以直接饮用的请大家放心使用谢谢各位", "我们城市的自来水从今天早上开始是不可以直接饮用的请大家放心使用谢谢各位", "a Chinese denial")]
    [InlineData("\"@JetBlue: Our fleet's on fleek. http://t.co/LYcARlTFHl\" stop it already, all of you over there", "\"@JetBlue: Our fleet's on fleek. http://t.co/LYcARlTFHl\" i love it so much, all of you are great", "comments on one quote")]
    [InlineData("“@JetBlue: Our fleet's on fleek. http://t.co/b5ttno68xu” stop", "\"@JetBlue: Our fleet's on fleek. http://t.co/LYcARlTFHl\" love it", "comments too short to be told apart")]
    [InlineData("this is really the best thing that ever happened here RT @a: the plant is closed for good", "this is really the best thing that ever happened here RT @b: the town has water again", "one comment on two posts")]
    [InlineData("leaks again, thanks", "leaks again, thanks", "too short")]
    public void Does_Not_Say_The_Same(string one, string other, string why) => Alike(one, other).ShouldBeFalse(why);

    [Fact]
    public void Number_In_A_Link_Or_A_Handle_Is_No_Number() =>
        Alike($"@shop24 {Base} https://t.co/a1b2", $"@shop77 {Base} https://t.co/c3d4").ShouldBeTrue();

    [Fact]
    public void Long_Texts_Must_End_Alike_Too()
    {
        string start = string.Join(' ', Enumerable.Range(0, 900).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));
        start.Length.ShouldBeGreaterThan(StoryReader.Searched);

        Alike($"{start} it is safe", $"{start} it is safe").ShouldBeTrue();
        Alike($"{start} it is safe", $"{start} it is a lie").ShouldBeFalse();
    }

    [Fact]
    public void A_Million_Characters_Are_Read_As_Quickly_As_Some_Thousand()
    {
        var reader = new StoryReader();
        reader.Read(string.Concat(Enumerable.Repeat("leak @a RT @b: \"@c ", 60_000))[..1_000_000], "Brightwater").ShouldBeFalse("nothing but quotes in quotes");

        reader.Read(string.Concat(Enumerable.Repeat("it leaks again @a and again. ", 40_000))[..1_000_000], "Brightwater").ShouldBeTrue();

        reader.Words.Length.ShouldBeLessThanOrEqualTo(StoryReader.Searched + 2);
    }

    [Fact]
    public void Brands_Never_Meet()
    {
        var reader = new StoryReader();
        reader.Read(Base, "Brightwater").ShouldBeTrue();
        ulong[] keys = [.. reader.Keys];

        reader.Read(Base, "Clearspring").ShouldBeTrue();

        reader.Keys.ToArray().Intersect(keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_Text_Says_What_It_Says() => Any.Sample(text =>
    {
        var reader = new StoryReader();
        bool known = reader.Read(text, "b");
        (known && !reader.Resembles(Read(text))).ShouldBeFalse();
        reader.Shingles.Length.ShouldBeLessThanOrEqualTo(text.Length + 1);
        for (int i = 1; i < reader.Shingles.Length; i++)
        {
            reader.Shingles[i].ShouldBeGreaterThan(reader.Shingles[i - 1]);
        }
    });

    [Fact]
    public void Saying_The_Same_Goes_Both_Ways() => Gen.Select(Any, Any, (a, b) => (One: a, Other: $"{a} {b}")).Sample(pair => Alike(pair.One, pair.Other).ShouldBe(Alike(pair.Other, pair.One)));

    [Fact]
    public void Similarity_Is_That_Of_The_Sets() => Gen.Select(Gen.UInt[0, 40].Array[1, 40], Gen.UInt[0, 40].Array[1, 40]).Sample((a, b) =>
    {
        uint[] one = [.. a.Distinct().Order()], other = [.. b.Distinct().Order()];
        double similarity = StorySketch.Similarity(one, other);
        similarity.ShouldBe((double)one.Intersect(other).Count() / one.Union(other).Count(), 1e-12);
        (similarity >= StorySketch.SimilarFrom && StorySketch.CannotBeSimilar(one.Length, other.Length)).ShouldBeFalse();
    });

    [Fact]
    public void What_Surrounds_A_Text_Without_Being_Said_Changes_Nothing() => Words.Sample(text =>
    {
        StoryReader plain = Read(text), marked = Read($"  {text} https://example.com/{Math.Abs(text.GetHashCode(StringComparison.Ordinal))} !!");
        (plain.Shingles.Length > 0 && !text.Contains('"', StringComparison.Ordinal) && !text.Contains("RT", StringComparison.Ordinal) && !plain.SaysExactly(marked)).ShouldBeFalse(text);
    });

    private static StoryReader Read(string text)
    {
        var reader = new StoryReader();
        reader.Read(text, "b");
        return reader;
    }

    private static bool Alike(string one, string other)
    {
        var (first, second) = (new StoryReader(), new StoryReader());
        var index = new StoryIndex();
        if (!first.Read(one, "b") || !second.Read(other, "b"))
        {
            return false;
        }

        index.Add(1, first);
        bool found = index.Find(second).Count > 0;
        if (found)
        {
            second.Resembles(first).ShouldBeTrue("the memory and the row must not differ");
        }

        return found;
    }
}
