using System.Text.Json;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>The words of the grammar, and what a translator adds to them.</summary>
public sealed class VocabularyTests
{
    private static readonly BrandNames Brands = BrandNames.Of(["Acme", "Rival"]);

    private static readonly string Folder = Repository.At("src", "ChatTriage", "Querying", "Grammar");

    [Fact]
    public void Every_File_Beside_The_English_One_Is_Part_Of_The_Program()
    {
        string[] files = [.. Directory.GetFiles(Folder, "words.*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        string[] embedded = [.. typeof(Vocabulary).Assembly.GetManifestResourceNames().Where(name => name.Contains(".words.", StringComparison.Ordinal)).Select(name => name["ChatTriage.Querying.Grammar.".Length..]).Order(StringComparer.Ordinal)];

        files.ShouldContain("words.de.json");
        embedded.ShouldBe(files);
    }

    [Theory]
    [InlineData("acme letzte woche", "acme last week")]
    [InlineData("acme seit montag stimmung:negativ", "acme since monday sentiment:negative")]
    [InlineData("acme in den letzten 7 tagen status:offen -\"kostenloser versand\"", "acme last 7 days status:open -\"kostenloser versand\"")]
    [InlineData("acme gegen rival im november", "acme vs rival in november")]
    [InlineData("acme vom 2026-11-01 bis 2026-11-07", "acme from 2026-11-01 to 2026-11-07")]
    [InlineData("schlagwörter acme letzten monat", "keywords acme last month")]
    [InlineData("acme letzte week sentiment:negativ", "acme last 7 days sentiment:negative", false)]
    [InlineData("acme gestern sentiment:negative", "acme yesterday stimmung:neg")]
    public void Both_Languages_Mean_The_Same_Even_In_One_Question(string typed, string english, bool same = true) =>
        (QuestionParser.Parse(typed, Brands) == QuestionParser.Parse(english, Brands)).ShouldBe(same);

    /// <summary>A third language is one more file: nothing else is told of it.</summary>
    [Fact]
    public void Another_Language_Is_Understood_By_Its_File_Alone()
    {
        const string French = """{"periods": {"yesterday": ["hier"], "last-week": ["la semaine dernière"]}, "words": {"versus": ["contre"], "since": ["depuis"]}, "weekdays": {"monday": ["lundi"]}, "filters": {"lang": ["langue"]}}""";
        var words = Vocabulary.Read([.. Files(), ("words.fr.json", French)]);

        Read("acme hier", words).ShouldBe(Read("acme yesterday", words));
        Read("acme la semaine dernière", words).ShouldBe(Read("acme last week", words));
        Read("acme depuis lundi langue:fr", words).ShouldBe(Read("acme since monday lang:fr", words));
        Read("acme contre rival gestern", words).ShouldBe(Read("acme vs rival yesterday", words));
        QuestionParser.Parse("acme hier", Brands).ShouldBeOfType<Question.NotUnderstood>();
    }

    [Fact]
    public void A_Word_With_Two_Meanings_In_One_Place_Is_Refused()
    {
        Should.Throw<InvalidDataException>(() => Vocabulary.Read([.. Files(), ("words.xx.json", """{"weekdays": {"sunday": ["mon"]}}""")]))
            .Message.ShouldBe("words.xx.json: 'mon' in 'weekdays' means 'monday' and 'sunday'.");
        Should.Throw<InvalidDataException>(() => Vocabulary.Read([.. Files(), ("words.xx.json", """{"weekdays": {"sunday": ["may"]}}""")]))
            .Message.ShouldBe("'may' stands in 'weekdays' and 'months', which are read in the same place.");
        Should.Throw<InvalidDataException>(() => Vocabulary.Read([.. Files(), ("words.xx.json", """{"periods": {"fortnight": ["a fortnight"]}}""")]))
            .Message.ShouldBe("words.xx.json: 'fortnight' is no meaning of 'periods'.");
    }

    /// <summary>A translator who writes another meaning's name would wait for it in vain.</summary>
    [Fact]
    public void Every_Language_Translates_Meanings_That_English_Has()
    {
        Dictionary<string, Dictionary<string, string[]>> english = Meanings("words.en.json");
        foreach ((string file, string _) in Files())
        {
            foreach ((string group, Dictionary<string, string[]> meanings) in Meanings(file))
            {
                meanings.Keys.Except(english[group].Keys).ShouldBeEmpty($"{file}: {group}");
                meanings.Values.ShouldAllBe(words => words.Length > 0 && words.All(word => QuestionText.Of(word).Text == word && !word.Any(char.IsUpper)));
            }
        }
    }

    private static Question Read(string typed, Vocabulary words)
    {
        Question question = QuestionParser.Parse(typed, Brands, words);
        question.ShouldNotBeOfType<Question.NotUnderstood>(typed);
        return question;
    }

    private static (string Name, string Json)[] Files() => [.. Directory.GetFiles(Folder, "words.*.json").OrderBy(file => !file.EndsWith("en.json", StringComparison.Ordinal)).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];

    private static Dictionary<string, Dictionary<string, string[]>> Meanings(string file) => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(File.ReadAllText(Path.Combine(Folder, file)))!;
}
