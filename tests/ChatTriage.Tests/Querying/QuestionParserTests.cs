using ChatTriage.Querying;
using CsCheck;

namespace ChatTriage.Tests.Querying;

/// <summary>What may be typed after <c>/mentions</c>, and what comes back when it is not understood.</summary>
public sealed class QuestionParserTests
{
    private static readonly string[] Brands = ["Acme", "Acme Corp", "Acme Corp Europe", "O'Neill & Sons", "Straße", "Seven 7d"];

    [Theory]
    [InlineData("Acme", "Acme", Period.Today)]
    [InlineData("acme today", "Acme", Period.Today)]
    [InlineData("ACME YESTERDAY", "Acme", Period.Yesterday)]
    [InlineData("acme 7d", "Acme", Period.LastSevenDays)]
    [InlineData("acme last 7 days", "Acme", Period.LastSevenDays)]
    [InlineData("brand acme today", "Acme", Period.Today)]
    [InlineData("  acme \t today \r\n", "Acme", Period.Today)]
    [InlineData("acme corp today", "Acme Corp", Period.Today)]
    [InlineData("acme corp europe", "Acme Corp Europe", Period.Today)]
    [InlineData("\"acme corp\" yesterday", "Acme Corp", Period.Yesterday)]
    [InlineData("“Acme Corp” 7 days", "Acme Corp", Period.LastSevenDays)]
    [InlineData("„Acme Corp“ today", "Acme Corp", Period.Today)]
    [InlineData("brand \"Acme Corp Europe\" yesterday", "Acme Corp Europe", Period.Yesterday)]
    [InlineData("o'neill & sons 7d", "O'Neill & Sons", Period.LastSevenDays)]
    [InlineData("straße", "Straße", Period.Today)]
    [InlineData("seven 7d 7d", "Seven 7d", Period.LastSevenDays)]
    [InlineData("seven 7d", "Seven 7d", Period.Today)]
    public void A_Brand_And_A_Period(string typed, string brand, Period period) =>
        QuestionParser.Parse(typed, Brands).ShouldBe(new Question.AboutBrand(brand, period));

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
        QuestionParser.Parse("open", ["Open"]).ShouldBe(new Question.AboutBrand("Open", Period.Today));
        QuestionParser.Parse("mine today", ["Mine"]).ShouldBe(new Question.AboutBrand("Mine", Period.Today));
        QuestionParser.Parse("brand yesterday", ["Brand"]).ShouldBe(new Question.AboutBrand("Brand", Period.Yesterday));
        QuestionParser.Parse("brand brand yesterday", ["Brand"]).ShouldBe(new Question.AboutBrand("Brand", Period.Yesterday));
        QuestionParser.Parse("brand new 7d", ["Brand New", "New"]).ShouldBe(new Question.AboutBrand("Brand New", Period.LastSevenDays));
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
        answer.Problem.ShouldBe("'next week' is not a period I know; I know today, yesterday and 7d");
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
            about.Brand.ShouldBe(brand);
            about.Period.ShouldBe(period switch { "yesterday" => Period.Yesterday, "7d" => Period.LastSevenDays, _ => Period.Today });
        });
    }

    [Fact]
    public void A_Long_Question_About_Many_Brands_Stays_Cheap()
    {
        string[] many = [.. Enumerable.Range(0, 2000).Select(i => $"Brand with a rather long name number {i}")];
        var answer = QuestionParser.Parse(string.Concat(Enumerable.Repeat("xyzzy ", 5000)), many).ShouldBeOfType<Question.NotUnderstood>();
        answer.Problem.Length.ShouldBeLessThan(300);
    }
}
