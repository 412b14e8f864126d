using System.Globalization;
using ChatTriage.Ingestion.Reading;
using CsCheck;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class CsvMentionReaderTests
{
    [Fact]
    public async Task Mapped_Columns_Are_Read_Into_All_Fields()
    {
        var items = await Read(
            "tweet_id,Author Name,handle,airline,text,tweet_created,link,profile,fans,lang,parent\n"
            + "5703,Cairdin,@cairdin,Virgin America,\"What @VirginAmerica said\",2015-02-24 11:35:52 -0800,"
            + "https://t.example/1,https://t.example/c,12,en,5702\n",
            ("externalId", "tweet_id"), ("author.name", "author name"), ("author.handle", "handle"), ("brand", "airline"),
            ("publishedAt", "tweet_created"), ("url", "link"),
            ("author.url", "profile"), ("author.followers", "fans"), ("language", "lang"), ("inReplyTo", "parent"));

        items.ShouldHaveSingleItem().Mention.ShouldBe(new("5703", "What @VirginAmerica said")
        {
            Author = new("Cairdin", "cairdin", "https://t.example/c", 12),
            Brand = "Virgin America",
            PublishedAt = DateTimeOffset.Parse("2015-02-24T19:35:52Z", CultureInfo.InvariantCulture),
            Url = "https://t.example/1",
            Language = "en",
            InReplyTo = "5702",
        });
    }

    [Theory]
    [InlineData("EXTERNALID,Text,PublishedAt")]
    [InlineData("id,text,created")]
    [InlineData("ID , TEXT,Created_At")]
    [InlineData("\uFEFFid,text,published_at")]
    public async Task Columns_Are_Found_By_Their_Names(string header)
    {
        var mention = (await Read($"{header}\n1,hello,2026-11-23\n")).ShouldHaveSingleItem().Mention.ShouldNotBeNull();

        mention.ShouldBe(new("1", "hello") { PublishedAt = DateTimeOffset.Parse("2026-11-23T00:00:00Z", CultureInfo.InvariantCulture) });
    }

    [Theory]
    [InlineData("2015-02-16 23:36:05 -0800", "2015-02-17T07:36:05Z")]
    [InlineData("2015-02-16 23:36:05", "2015-02-16T23:36:05Z")]
    [InlineData("2015-02-16T23:36+01:00", "2015-02-16T22:36:00Z")]
    [InlineData("1424129765", "2015-02-16T23:36:05Z")]
    [InlineData("1424129765000", "2015-02-16T23:36:05Z")]
    [InlineData("20150216", null)]
    [InlineData("02/16/2015", null)]
    public async Task Times_Of_Exports_Are_Understood_Or_Refused(string cell, string? expected)
    {
        var item = (await Read($"id,text,created\n1,x,{cell}\n")).ShouldHaveSingleItem();

        (item.Field, item.Mention?.PublishedAt).ShouldBe(
            (expected is null ? "publishedAt" : null, expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Quotes_Line_Breaks_And_Long_Cells_Are_Kept()
    {
        var longText = string.Concat(Enumerable.Repeat("é,\n", 34_000));

        var items = await Read($"id,text\r\n1,\"a \"\"quoted\"\" word,\r\n and a line\"\r\n\r\n2,\"{longText}\"\r\n3,the 5\" pipe \r\n4,last");

        items.Select(item => item.Mention?.Text).ShouldBe(["a \"quoted\" word,\r\n and a line", longText, "the 5\" pipe ", "last"]);
    }

    [Fact]
    public async Task A_Malformed_Row_Is_An_Error_And_Reading_Goes_On()
    {
        var items = await Read("id,text,url\n1,\"a\"b,\n2,x,,,\n3\n4,,\n5,x,nowhere\n6,ok\n7,\"never closed,\n8,x,\n");

        items.Select(item => item.Index).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        items.Select(item => item.Field).ShouldBe(["$", "$", "text", "text", "url", null, "$"]);
        items[0].Error.ShouldNotBeNull().ShouldContain("line 2");
        items[1].Error.ShouldNotBeNull().ShouldStartWith("5 cells under 3 columns in line 3");
        items[6].Error.ShouldNotBeNull().ShouldStartWith("a quote is opened and never closed in the row that starts at line 8");
    }

    [Fact]
    public async Task Semicolons_And_Tabs_Separate_Too()
    {
        (await Read("id;text\n1;a, b\n2;c\n")).Select(item => item.Mention?.Text).ShouldBe(["a, b", "c"]);
        (await Read("id\ttext\n1\ta, b; c\n")).Select(item => item.Mention?.Text).ShouldBe(["a, b; c"]);
        (await Read("sep=|\r\nid|text\r\n1|a;b\r\n")).Select(item => item.Mention?.Text).ShouldBe(["a;b"]);
    }

    [Fact]
    public async Task Only_The_Header_Decides_What_Separates()
    {
        var rows = string.Concat(Enumerable.Range(0, 50).Select(id => $"{id},a;b;c;d\te\tf\n"));

        (await Read("id,text\n" + rows)).Select(item => item.Mention?.Text).Distinct().ShouldBe(["a;b;c;d\te\tf"]);
    }

    [Fact]
    public async Task Texts_Are_Cleaned_As_In_Json() =>
        (await Read("id,text\n1,a\0b\ud800\n")).ShouldHaveSingleItem().Mention.ShouldBe(new("1", "ab\uFFFD"));

    [Theory]
    [InlineData("text", "gone", "no column \"gone\" for text; the columns present are id, text")]
    [InlineData("tekst", "text", "no field \"tekst\" to map a column to; the fields are externalId, text, url, publishedAt")]
    public async Task A_Wrong_Map_Names_What_Is_There(string field, string column, string message) =>
        (await Should.ThrowAsync<IngestFormatException>(() => Read("id,text\n1,x\n", (field, column)))).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("", "the table is empty; expected a header row")]
    [InlineData("id,body\n1,x\n", "no column for text, and none was mapped to it; the columns present are id, body")]
    [InlineData("key,text\n1,x\n", "no column for externalId, and none was mapped to it; the columns present are key, text")]
    public async Task A_Table_Without_The_Required_Columns_Is_Refused(string table, string message) =>
        (await Should.ThrowAsync<IngestFormatException>(() => Read(table))).Message.ShouldBe(message);

    [Fact]
    public async Task An_Unclosed_Quote_Cannot_Swallow_A_File_Of_Any_Size() =>
        (await Should.ThrowAsync<IngestFormatException>(() => Read("id,text\n1,ok\n2,\"open\n" + new string('x', 20_000_000))))
            .Message.ShouldStartWith("the row at line 3 is longer than 8 MiB");

    [Fact]
    public async Task Random_Text_Throws_Nothing_But_The_Format_Exception() =>
        await Gen.OneOf("\"", ",", "\n", "\r\n", "a", " ", "\0", "\ud800", "😀", ";", "1", "\"\"").Array[0, 40].SampleAsync(
            async parts => (await Read("id,text\n" + string.Concat(parts))).ShouldAllBe(item => item.IsMention || item.Error != null), iter: 5000);

    private static async Task<List<ReadItem>> Read(string table, params (string Field, string Column)[] map) =>
        await CsvMentionReader
            .ReadAsync(new StringReader(table), map.ToDictionary(pair => pair.Field, pair => pair.Column), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
}
