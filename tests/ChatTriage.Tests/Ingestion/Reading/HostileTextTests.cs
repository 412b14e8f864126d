using System.Text;
using ChatTriage.Ingestion.Reading;
using CsCheck;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData(@"a\u0000b\u0000", "ab")]
    [InlineData(@"\ud800", "\uFFFD")]
    [InlineData(@"a\ud800b", "a\uFFFDb")]
    [InlineData(@"\udc00\ud83d\ude00\ud83d", "\uFFFD😀\uFFFD")]
    [InlineData(@"\ud83d\u0000\ude00", "\uFFFD\uFFFD")]
    [InlineData(@"\u00e9\t\""\\\/\n", "é\t\"\\/\n")]
    [InlineData("  kept as\u200b it is 👩‍👩‍👧  ", "  kept as\u200b it is 👩‍👩‍👧  ")]
    public async Task Escapes_That_No_Database_Takes_Are_Cleaned_And_The_Rest_Kept(string escaped, string expected) =>
        (await Items.ReadOne($$"""{"externalId":"1","text":"{{escaped}}"}""")).Text.ShouldBe(expected);

    [Theory]
    [InlineData(IngestFormat.Json)]
    [InlineData(IngestFormat.NdJson)]
    public async Task Bad_Utf8_Is_Replaced_And_The_Item_Kept(IngestFormat format)
    {
        byte[] body = [.. """{"externalId":"1","text":"caf"""u8, 0xE9, .. " \\n "u8, 0xED, 0xA0, 0x80, .. "\",\"bra"u8, 0xFF, .. "nd\":1}"u8];

        var mention = (await Items.Read(body, format)).ShouldHaveSingleItem().Mention.ShouldNotBeNull();

        mention.Text.ShouldBe("caf\uFFFD \n \uFFFD\uFFFD\uFFFD");
    }

    [Fact]
    public async Task A_Text_Of_100000_Characters_Is_Read_Whole()
    {
        var text = string.Concat(Enumerable.Repeat("é😀\n\"x", 20_000));

        (await Items.ReadOne(Encode(text))).Text.ShouldBe(text);
    }

    [Theory]
    [InlineData(IngestFormat.Json)]
    [InlineData(IngestFormat.NdJson)]
    public async Task Deep_Nesting_Costs_The_Item_And_Not_Its_Neighbours(IngestFormat format)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 50_000)) + string.Concat(Enumerable.Repeat("]}", 50_000));
        var bare = new string('[', 100_000) + new string(']', 100_000);
        string[] bodies = [Items.Minimal, $$"""{"externalId":"2","text":"x","metrics":{{deep}}}""", bare, Items.Minimal];

        var items = await Items.Read(format == IngestFormat.Json ? $"[{string.Join(',', bodies)}]" : string.Join('\n', bodies), format);

        items.Select(item => item.Error).ShouldBe([null, "nested deeper than 64 levels", "nested deeper than 64 levels", null]);
    }

    [Fact]
    public async Task Nesting_Up_To_64_Levels_Is_Ignored_Like_Any_Unknown_Property()
    {
        var unknown = new string('[', 63) + new string(']', 63);

        (await Items.ReadWith($"\"unknown\":{unknown}")).ExternalId.ShouldBe("1");
        (await Items.ReadWrong($"\"unknown\":[{unknown}]")).ShouldBe(("$", "nested deeper than 64 levels"));
    }

    [Fact]
    public async Task Any_Text_Written_As_Json_Is_Read_Back_Cleaned() =>
        await Gen.String[Gen.Char, 0, 60].SampleAsync(
            async text =>
            {
                var mention = await Items.ReadOne(Encode("x" + text));

                mention.Text.ShouldBe(TextCleaner.Clean("x" + text));
                mention.Text.ShouldNotContain('\0');
                Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(mention.Text)).ShouldBe(mention.Text);
            },
            iter: 2000);

    [Fact]
    public async Task Random_Bytes_Throw_Nothing_But_The_Format_Exception() =>
        await Gen.Select(Gen.OneOf(RawBytes, JsonLike), Gen.Enum<IngestFormat>(), Gen.Int[1, 9], Gen.Int[1, 60]).SampleAsync(
            async (body, format, chunk, limit) =>
            {
                var (items, broken) = await Items.ReadUntilBroken(new ChunkedStream(body, chunk), format, limit);

                items.ShouldAllBe(item => item.IsMention ? item.Error == null : item.Error != null && item.Field != null);
                (format == IngestFormat.NdJson && broken is not null).ShouldBeFalse();
            },
            iter: 20_000);

    private static Gen<byte[]> RawBytes => Gen.Byte.Array[0, 80];

    private static Gen<byte[]> JsonLike =>
        Gen.OneOf(
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d800", "\n", " ", "1", "-", "e9", "null", "true", "\uFEFF",
            "\"externalId\":", "\"text\":\"a\"", "\"author\":", "\"metrics\":", "\"publishedAt\":", "\"id\":\"1\"", "\"data\":",
            "\"data_base64\":\"e30=\"", "\"specversion\":\"1.0\"", Items.Minimal)
            .Array[0, 25].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    // Every character as an escape: the form in which lone surrogates travel.
    private static string Encode(string text) =>
        $$"""{"externalId":"1","text":"{{string.Concat(text.Select(character => $"\\u{(int)character:x4}"))}}"}""";
}
