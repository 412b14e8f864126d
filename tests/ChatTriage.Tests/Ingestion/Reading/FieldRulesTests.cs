using System.Globalization;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class FieldRulesTests
{
    [Fact]
    public async Task A_Full_Mention_Is_Read_Field_By_Field()
    {
        var mention = await Items.ReadOne("""
            {"externalId":"at://x/1","text":"The kettle leaks","url":"https://social.example/1","publishedAt":"2026-11-23T15:07:00+01:00",
             "author":{"name":"Alice","handle":"@alice","url":"https://social.example/@alice","followers":12,"verified":true},
             "language":"pt-BR","inReplyTo":"at://x/0","metrics":{ "likes" : 3 },"brand":"Acme","somethingElse":[{"deep":1}]}
            """);

        mention.ExternalId.ShouldBe("at://x/1");
        mention.Text.ShouldBe("The kettle leaks");
        mention.Url.ShouldBe("https://social.example/1");
        mention.PublishedAt.ShouldBe(DateTimeOffset.Parse("2026-11-23T14:07:00Z", CultureInfo.InvariantCulture));
        mention.PublishedAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
        mention.Author.ShouldBe(new("Alice", "alice", "https://social.example/@alice", 12));
        mention.Language.ShouldBe("pt-BR");
        mention.InReplyTo.ShouldBe("at://x/0");
        mention.Metrics.ShouldBe("""{"likes":3}""");
        mention.Brand.ShouldBe("Acme");
    }

    [Fact]
    public async Task Null_And_Empty_Optional_Fields_Are_Absent()
    {
        var absent = await Items.ReadOne(Items.Minimal);
        var nulls = await Items.ReadWith(
            """ "url":null,"publishedAt":null,"author":null,"language":null,"inReplyTo":null,"metrics":null,"brand":null """);
        var empty = await Items.ReadWith(
            """ "url":"","publishedAt":"","author":{"name":"","handle":"@","url":"","followers":null},"language":"","inReplyTo":"","brand":"" """);

        nulls.ShouldBe(absent);
        empty.ShouldBe(absent);
    }

    [Fact]
    public async Task Snake_Case_Names_Are_Aliases()
    {
        var mention = await Items.ReadOne(
            """{"external_id":"7","text":"x","created_at":"2026-01-02T03:04:05Z","lang":"en","in_reply_to":"6"}""");

        (mention.ExternalId, mention.Language, mention.InReplyTo).ShouldBe(("7", "en", "6"));
        mention.PublishedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Names_May_Be_Written_With_Escapes() =>
        (await Items.ReadOne("""{"external\u0049d":"7","te\u0078t":"x"}""")).ShouldBe(new("7", "x"));

    [Fact]
    public async Task The_Last_Of_A_Repeated_Property_Wins_Good_Or_Bad()
    {
        (await Items.ReadOne("""{"externalId":"1","text":5,"text":"good"}""")).Text.ShouldBe("good");
        (await Items.ReadWrong(""" "text":5 """)).Field.ShouldBe("text");
        (await Items.ReadWith(""" "author":{"name":"A","followers":-1},"author":{"handle":"b"} """)).Author.ShouldBe(new(null, "b", null, null));
    }

    [Theory]
    [InlineData("12345678901234567890123")]
    [InlineData("-5")]
    public async Task A_Whole_Number_As_External_Id_Keeps_Its_Digits(string number) =>
        (await Items.ReadOne($$"""{"externalId":{{number}},"text":"x"}""")).ExternalId.ShouldBe(number);

    [Theory]
    [InlineData("""{"text":"x"}""", "externalId", "missing")]
    [InlineData("""{"externalId":null,"text":"x"}""", "externalId", "missing")]
    [InlineData("""{"externalId":"  ","text":"x"}""", "externalId", "empty")]
    [InlineData("""{"externalId":1.5,"text":"x"}""", "externalId", "not a string or a whole number")]
    [InlineData("""{"externalId":1e3,"text":"x"}""", "externalId", "not a string or a whole number")]
    [InlineData("""{"externalId":{"a":1},"text":"x"}""", "externalId", "not a string or a whole number")]
    [InlineData("""{"externalId":"1"}""", "text", "missing")]
    [InlineData("""{"externalId":"1","text":" \n\u00a0\u0000"}""", "text", "empty")]
    [InlineData("""{"externalId":"1","text":["x"]}""", "text", "not a string")]
    [InlineData("""["nested"]""", "$", "not a JSON object")]
    [InlineData("17", "$", "not a JSON object")]
    [InlineData("null", "$", "not a JSON object")]
    public async Task A_Required_Field_Missing_Or_Wrong_Is_Named(string element, string field, string error)
    {
        var item = (await Items.Read($"[{element}]")).ShouldHaveSingleItem();

        item.Field.ShouldBe(field);
        item.Error.ShouldNotBeNull().ShouldStartWith(error);
    }

    [Theory]
    [InlineData("\"url\":\"/relative\"", "url")]
    [InlineData("\"url\":\"javascript:alert(1)\"", "url")]
    [InlineData("\"url\":\"ftp://example.com/\"", "url")]
    [InlineData("\"url\":\"https://\"", "url")]
    [InlineData("\"url\":\" https://example.com/\"", "url")]
    [InlineData("\"url\":\"https://example.com/\\n\"", "url")]
    [InlineData("\"url\":\"https:\\\\\\\\example.com\"", "url")]
    [InlineData("\"url\":5", "url")]
    [InlineData("\"author\":\"Alice\"", "author")]
    [InlineData("\"author\":{\"name\":1}", "author.name")]
    [InlineData("\"author\":{\"url\":\"data:text/html,x\"}", "author.url")]
    [InlineData("\"author\":{\"followers\":-1}", "author.followers")]
    [InlineData("\"author\":{\"followers\":1.5}", "author.followers")]
    [InlineData("\"author\":{\"followers\":\"12\"}", "author.followers")]
    [InlineData("\"author\":{\"followers\":1e999999}", "author.followers")]
    [InlineData("\"language\":\"en us\"", "language")]
    [InlineData("\"language\":\"x-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd\"", "language")]
    [InlineData("\"inReplyTo\":{}", "inReplyTo")]
    [InlineData("\"metrics\":[1]", "metrics")]
    [InlineData("\"brand\":true", "brand")]
    public async Task A_Wrong_Optional_Field_Is_Named(string properties, string field) =>
        (await Items.ReadWrong(properties)).Field.ShouldBe(field);

    [Fact]
    public async Task Limits_Are_Exact_And_Named()
    {
        (await Items.ReadOne($$"""{"externalId":"{{new string('i', 512)}}","text":"{{new string('t', 1_000_000)}}"}""")).ShouldNotBeNull();
        (await Items.ReadWrong($"\"externalId\":\"{new string('i', 513)}\"")).ShouldBe(("externalId", "longer than 512 characters"));
        (await Items.ReadWrong($"\"text\":\"{new string('t', 1_000_001)}\"")).ShouldBe(("text", "longer than 1,000,000 characters"));
        (await Items.ReadWrong($"\"url\":\"https://a/{new string('u', 8192)}\"")).ShouldBe(("url", "longer than 8,192 characters"));

        var metrics = $$"""{"a":"{{new string('m', (16 * 1024) - 8)}}"}""";
        (await Items.ReadWith($"\"metrics\":{metrics}")).Metrics.ShouldBe(metrics);
        var longer = metrics.Replace("m\"", "mm\"", StringComparison.Ordinal);
        (await Items.ReadWrong($"\"metrics\":{longer}")).ShouldBe(("metrics", "longer than 16 KiB"));
    }

    [Fact]
    public async Task Metrics_Are_Compacted_With_Numbers_As_Written() =>
        (await Items.ReadWith("""
            "metrics":{ "big" : 1e999 , "nested":[ 1.50, true,null,{ } ] ,"t e" : "a b\u0000\ud800<é>" }
            """)).Metrics.ShouldBe("""{"big":1e999,"nested":[1.50,true,null,{}],"t e":"a b�<é>"}""");
}
