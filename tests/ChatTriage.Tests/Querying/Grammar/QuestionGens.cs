using ChatTriage.Mentions;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Querying.Windows;
using CsCheck;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>Questions of every kind, about brands with every kind of name.</summary>
internal static class QuestionGens
{
    /// <summary>Names that could be taken for something else.</summary>
    public static readonly string[] Odd =
    [
        "Acme", "Acme Corp", "Acme today", "today", "Yesterday", "last week", "7d", "24h", "2026-11-01", "since 14:00", "vs", "vs.", "A vs B", "brand", "brand new", "Keywords", "keywords brand", "open", "help", "?", "mine",
        "\"", "\"\"", "Say \"Hi\"", "\"Quoted\"", "“Curly”", "„Low“", "a:b", "sentiment:negative", "source:", "-refund", "--", "- minus", "O’Neill & Sons", "comma, Inc", ",", "100%", "{{x}}", "Straße", "日本航空",
        "شركة", "🔥", "👩‍🚀 Labs", "in", "the monday", "for", "tz:UTC", "Acme \"today\"", "during yesterday", "x", "A", "1", "two", "C++", "<b>", "&amp;", "watch | es", "over last week", "Yahoo!", "what?",
    ];

    private static readonly Gen<string> AnyName = Gen.OneOf(Periods.OneOf(Odd), Periods.OneOf(Odd), Gen.Char["abcdeéßжλ漢'&-7\"“”:,. !?|"].Array[1, 12].Select(letters => new string(letters)).Where(IsName));

    private static readonly Gen<string> Text = Gen.OneOf(
        Periods.OneOf(Odd), Gen.String[1, 15], Periods.OneOf("broken lid", "don't", "a \"b\" c", "-", "–", "vs rival", "last week", "لا تشتري")).Select(text => QuestionText.Of(text).Text.Trim('"').Trim()).Where(text => text.Length > 0);

    private static readonly Gen<string> Value = Text.Select(text => text.ToLowerInvariant()).Where(text => text.TrimStart('@').Trim() == text);

    private static readonly Gen<QuestionFilter> Filters = Gen.Select(
        List(Periods.OneOf(Tone.Negative, Tone.Neutral, Tone.Positive, Tone.Mixed)),
        List(Value),
        List(Gen.Enum<StatusAsked>()),
        List(Gen.Enum<Category>()),
        List(Periods.OneOf("de", "en", "pt-br", "zh-hant", "gsw")),
        List(Value),
        Gen.Select(Gen.Bool, Gen.Bool, List(Text), List(Text))).Select((tones, sources, statuses, categories, languages, authors, rest) => new QuestionFilter
        {
            Tones = tones,
            Sources = sources,
            Statuses = statuses,
            Categories = categories,
            Languages = languages,
            Authors = authors,
            ByMe = rest.Item1,
            HasLink = rest.Item2,
            Words = rest.Item3,
            Without = rest.Item4,
        });

    /// <summary>Up to six names, no two alike.</summary>
    public static Gen<string[]> Brands { get; } = AnyName.Array[1, 6].Select(names => names.DistinctBy(name => QuestionText.Of(name).Text.ToUpperInvariant()).ToArray());

    /// <summary>Some of these names, and a question about them.</summary>
    public static Gen<(string[] Brands, Question Question)> Asked { get; } = Gen.Select(Brands, Periods.Any, Periods.Any, Gen.OneOf(Gen.Const(QuestionFilter.None), Filters), Gen.Int[0, 8], Periods.OneOf<string?>(null, "Europe/Berlin", "UTC", "W. Europe Standard Time"))
        .Select((brands, period, versus, filter, kind, zone) =>
        {
            var asked = new BrandQuestion(brands[0], period, filter, zone);
            string[] others = [.. brands.Skip(1).Take(4)];
            return (brands, (kind, others.Length) switch
            {
                (0 or 1, _) => new Question.AboutBrand(asked),
                (2, _) => new Question.AboutBrand(asked, versus),
                (3 or 4, > 0) => new Question.Comparison(asked, new ValueList<string>(others)),
                (5, _) => new Question.Keywords(asked),
                (6, _) => brands.Any(brand => Known.Contains(brand)) ? new Question.AboutBrand(asked) : new Question.Open(),
                (7, _) => brands.Any(brand => Known.Contains(brand)) ? new Question.AboutBrand(asked) : new Question.Watches(),
                _ => (Question)new Question.AboutBrand(asked),
            });
        }).Where(one => QuestionPrinter.Print(one.Item2).Length < 480);

    private static string[] Known { get; } = ["open", "watches"];

    private static bool IsName(string text) => QuestionText.Of(text).Text == text && text.Length > 0;

    private static Gen<ValueList<T>> List<T>(Gen<T> values) => Gen.Int[0, 3].SelectMany(count => values.Array[count > 1 ? 1 : 0, count]).Select(list => new ValueList<T>([.. list.Distinct()]));
}
