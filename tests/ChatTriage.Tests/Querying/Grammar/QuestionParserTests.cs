using ChatTriage.Querying.Grammar;
using CsCheck;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>What may be typed after <c>/mentions</c>, and what comes back when it is not understood.</summary>
public sealed class QuestionParserTests
{
    private static readonly string[] Brands = ["Acme", "Acme Corp", "Acme Corp Europe", "O'Neill & Sons", "Straße", "Seven 7d"];

    [Theory]
    [InlineData("Acme", "Acme", "today")]
    [InlineData("acme today", "Acme", "today")]
    [InlineData("ACME YESTERDAY", "Acme", "yesterday")]
    [InlineData("acme 7d", "Acme", "7d")]
    [InlineData("acme last 7 days", "Acme", "7d")]
    [InlineData("brand acme today", "Acme", "today")]
    [InlineData("  acme \t today \r\n", "Acme", "today")]
    [InlineData("acme corp today", "Acme Corp", "today")]
    [InlineData("acme corp europe", "Acme Corp Europe", "today")]
    [InlineData("\"acme corp\" yesterday", "Acme Corp", "yesterday")]
    [InlineData("“Acme Corp” 7 days", "Acme Corp", "7d")]
    [InlineData("„Acme Corp“ today", "Acme Corp", "today")]
    [InlineData("brand \"Acme Corp Europe\" yesterday", "Acme Corp Europe", "yesterday")]
    [InlineData("o'neill & sons 7d", "O'Neill & Sons", "7d")]
    [InlineData("straße", "Straße", "today")]
    [InlineData("seven 7d 7d", "Seven 7d", "7d")]
    [InlineData("seven 7d", "Seven 7d", "today")]
    public void A_Brand_And_A_Period(string typed, string brand, string period) =>
        QuestionParser.Parse(typed, Brands).ShouldBe(About(brand, period));

    [Fact]
    public void The_Five_Words_And_Nothing_At_All()
    {
        QuestionParser.Parse("open", Brands).ShouldBeOfType<Question.Open>();
        QuestionParser.Parse("MINE", Brands).ShouldBeOfType<Question.Mine>();
        QuestionParser.Parse(" status ", Brands).ShouldBeOfType<Question.Status>();
        QuestionParser.Parse("Suggestions", Brands).ShouldBeOfType<Question.Suggestions>();
        QuestionParser.Parse("help", Brands).ShouldBeOfType<Question.Help>();
        QuestionParser.Parse("?", Brands).ShouldBeOfType<Question.Help>();
        QuestionParser.Parse("", Brands).ShouldBeOfType<Question.Help>();
        QuestionParser.Parse(" \t\u202E ", Brands).ShouldBeOfType<Question.Help>();
    }

    [Fact]
    public void A_Brand_That_Is_Called_Like_A_Word_Is_Found_By_Its_Name()
    {
        QuestionParser.Parse("open", ["Open"]).ShouldBe(About("Open", "today"));
        QuestionParser.Parse("mine today", ["Mine"]).ShouldBe(About("Mine", "today"));
        QuestionParser.Parse("brand yesterday", ["Brand"]).ShouldBe(About("Brand", "yesterday"));
        QuestionParser.Parse("brand brand yesterday", ["Brand"]).ShouldBe(About("Brand", "yesterday"));
        QuestionParser.Parse("brand new 7d", ["Brand New", "New"]).ShouldBe(About("Brand New", "7d"));
    }

    [Fact]
    public void An_Unknown_Brand_Gets_The_Three_Nearest_Names_And_An_Example()
    {
        var answer = QuestionParser.Parse("amce today", ["Zebra", "Acmena", "Acne", "Acme", "Yak"]).ShouldBeOfType<Question.NotUnderstood>();
        answer.Problem.ShouldBe("No brand is called 'amce'. Nearest: Acme, Acne, Acmena");
        answer.Example.ShouldBe("Acme today");
    }

    [Fact]
    public void An_Unknown_Period_Is_Never_Guessed()
    {
        var answer = QuestionParser.Parse("acme corp next week", Brands).ShouldBeOfType<Question.NotUnderstood>();
        answer.Problem.ShouldBe("'next week' is not a period or filter; for posts with these words write \"next week\"");
        answer.Marked.ShouldBe("acme corp ›next week‹");
        answer.Example.ShouldBe("Acme Corp today");
    }

    [Fact]
    public void Without_Any_Brand_The_Help_Is_Named()
    {
        var answer = QuestionParser.Parse("acme", []).ShouldBeOfType<Question.NotUnderstood>();
        (answer.Problem, answer.Example).ShouldBe(("No brand is watched yet", "help"));
    }

    [Fact]
    public void Whatever_Is_Typed_Comes_Back_Short_And_On_One_Line() => Gen.Select(Gen.String[0, 700], Gen.Const(Brands)).Sample((typed, brands) =>
    {
        if (QuestionParser.Parse(typed, brands) is Question.NotUnderstood answer)
        {
            answer.Problem.Length.ShouldBeLessThan(250);
            answer.Problem.Any(char.IsControl).ShouldBeFalse();
            QuestionParser.Parse(answer.Example, brands).ShouldNotBeOfType<Question.NotUnderstood>();
        }
    });

    [Fact]
    public void Every_Watched_Name_Is_Found_However_It_Is_Written()
    {
        Gen<string> word = Gen.Char["abcdeéßжλ漢'&-7"].Array[1, 6].Select(letters => new string(letters));
        Gen<string[]> names = word.Array[1, 3].Select(words => string.Join(' ', words)).Array[1, 6].Select(all => all.DistinctBy(name => name.ToUpperInvariant()).ToArray());
        Gen.Select(names, Gen.Int[0, 5], Gen.OneOf(Gen.Const(""), Gen.Const("today"), Gen.Const("yesterday"), Gen.Const("7d")), Gen.Bool, Gen.Bool).Sample((brands, pick, period, upper, quoted) =>
        {
            string brand = brands[pick % brands.Length];
            string name = upper ? brand.ToUpperInvariant() : brand;
            var about = QuestionParser.Parse($"brand {(quoted ? $"\"{name}\"" : name)} {period}", brands).ShouldBeOfType<Question.AboutBrand>();
            about.ShouldBe(About(brand, period));
        });
    }

    [Fact]
    public void A_Long_Question_About_Many_Brands_Stays_Cheap()
    {
        string[] many = [.. Enumerable.Range(0, 2000).Select(i => $"Brand with a rather long name number {i}")];
        var answer = QuestionParser.Parse(string.Concat(Enumerable.Repeat("xyzzy ", 5000)), many).ShouldBeOfType<Question.NotUnderstood>();
        answer.Problem.Length.ShouldBeLessThan(300);
    }

    private static Question.AboutBrand About(string brand, string period) => new Question.AboutBrand(new BrandQuestion(
        brand,
        period switch { "yesterday" => new PeriodAsked.Named(PeriodName.Yesterday), "7d" => new PeriodAsked.Rolling(7, RollingUnit.Day), _ => PeriodAsked.Today },
        QuestionFilter.None));
}
