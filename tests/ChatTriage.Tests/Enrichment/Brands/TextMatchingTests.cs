using static ChatTriage.Tests.Enrichment.Brands.Matching;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class TextMatchingTests
{
    [Theory]
    [InlineData("chase", "my last purchase was late")]
    [InlineData("virgin", "greetings from Virginia")]
    [InlineData("visa", "flooding in the Visayas")]
    [InlineData("gap", "living in Singapore")]
    [InlineData("shell", "what a bombshell")]
    [InlineData("uber", "youtubers again")]
    [InlineData("acme", "acme2 and my_acme and acmé2")]
    public void A_Word_Inside_A_Longer_Word_Does_Not_Match(string rule, string text) => Matches(rule, text).ShouldBeFalse();

    [Theory]
    [InlineData("chase", "CHASE closed my account")]
    [InlineData("apple", "Apple’s new phone")]
    [InlineData("apple", "Apple's new phone")]
    [InlineData("McDonald's", "at McDonald’s again")]
    [InlineData("apple", "(apple)")]
    [InlineData("acme", "Acme™ is here")]
    [InlineData("\"best buy\"", "Best \n\t  Buy is open")]
    [InlineData("\"best buy\"", "best buy")]
    [InlineData("\"best   buy\"", "at Best Buy")]
    [InlineData("acme*", "the acmeification of it")]
    public void A_Whole_Word_Or_Phrase_Matches_In_Any_Case(string rule, string text) => Matches(rule, text).ShouldBeTrue();

    [Theory]
    [InlineData("Yahoo!", "I use Yahoo! a lot", true)]
    [InlineData("Yahoo!", "I use Yahoo a lot", false)]
    [InlineData("H&M", "shopping at H&amp;M today", true)]
    [InlineData("H&M", "shopping at h&m today", true)]
    [InlineData("H&M", "H and M", false)]
    [InlineData("AT&T", "AT&#38;T is down", true)]
    [InlineData("AT&T", "AT&#x26;T is down", true)]
    [InlineData("AT&T", "my cat&t-shirt", false)]
    [InlineData("C++", "I write C++.", true)]
    [InlineData("Coca-Cola", "Coca‑Cola", true)]
    [InlineData("7-Eleven", "at 7–Eleven", true)]
    public void Punctuation_Belongs_To_The_Term(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("アップル", "アップルの新製品")]
    [InlineData("アップル", "ｱｯﾌﾟﾙの新製品")]
    [InlineData("アップル", "アッフ\u309Aルの新製品")]
    [InlineData("苹果", "我买了苹果手机")]
    [InlineData("iPhone", "新iPhone发布")]
    [InlineData("แอปเปิล", "ฉันชอบแอปเปิลมาก")]
    [InlineData("애플", "애플은 좋다")]
    [InlineData("애플", "새 애플")]
    [InlineData("iPhone", "iPhone은 좋다")]
    public void Scripts_Without_Spaces_Match_Inside_Running_Text(string rule, string text) => Matches(rule, text).ShouldBeTrue();

    [Theory]
    [InlineData("애플", "파인애플 주스")]
    [InlineData("バス", "パスを出す")]
    public void Neighbouring_Letters_Of_Asian_Scripts_Are_Told_Apart(string rule, string text) => Matches(rule, text).ShouldBeFalse();

    [Theory]
    [InlineData("apple", "ＡＰＰＬＥ pay")]
    [InlineData("apple", "𝐀𝐩𝐩𝐥𝐞 pay")]
    [InlineData("apple", "ᴀᴘᴘʟᴇ pay")]
    [InlineData("apple", "Ap\u200Bple pay")]
    [InlineData("apple", "Ap\u00ADple pay")]
    [InlineData("apple", "\u202EApple\u202C pay")]
    [InlineData("apple", "Ap&shy;ple pay")]
    [InlineData("apple", "\u0410pple pay")]
    [InlineData("google", "G\u043E\u03BFgle")]
    [InlineData("АВВА", "авва")]
    [InlineData("Nestle", "Nestlé")]
    [InlineData("Nestle", "Nestle\u0301")]
    [InlineData("Nestlé", "NESTLE")]
    [InlineData("Nestlé", "nestle\u0301")]
    [InlineData("LIDL", "L\u0130DL")]
    [InlineData("lidl", "L\u0130DL")]
    [InlineData("strasse", "STRA\u1E9EE")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Mærsk", "Maersk")]
    [InlineData("Яндекс", "новый ЯНДЕКС хорош")]
    [InlineData("Вконтакте", "вконтакте")]
    [InlineData("ΑΒΓΟΣ", "αβγος")]
    public void What_Looks_The_Same_Matches(string rule, string text) => Matches(rule, text).ShouldBeTrue();

    [Theory]
    [InlineData("cop", "\u0441\u043E\u0440 на улице")]
    [InlineData("apple", "\u0410pple\u044F")]
    public void Words_Of_Another_Script_Are_No_Disguise(string rule, string text) => Matches(rule, text).ShouldBeFalse();

    [Theory]
    [InlineData("{Visa}", "my Visa card", true)]
    [InlineData("{Visa}", "my visa ran out", false)]
    [InlineData("{Visa}", "my VISA card", false)]
    [InlineData("{Visa}", "Ｖisa and Ѵisa", true)]
    [InlineData("{Nestlé}", "Nestle", true)]
    [InlineData("{Nestlé}", "nestlé", false)]
    [InlineData("{GAP}", "mind the gap at GAP", true)]
    [InlineData("{\"Best Buy\"}", "at Best  Buy", true)]
    [InlineData("{\"Best Buy\"}", "the best buy", false)]
    [InlineData("{Target} OR visa", "on target with my VISA", true)]
    public void Braces_Ask_For_Exactly_This_Case(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("a b", "&amp")]
    [InlineData("zz", "&;&&#;&#x;&#99999999999;&nosuch;")]
    [InlineData("zz", "\uD800\uDC00\uD800 \uDC00 \0 \uFFFE \uFFFF e\u0301\u3099")]
    [InlineData("zz", "")]
    public void Odd_Text_Does_Not_Throw(string rule, string text) => Matches($"\"{rule}\"", text).ShouldBeFalse();

    [Fact]
    public void A_Million_Characters_Are_Matched()
    {
        var text = string.Concat(Enumerable.Repeat("#aAaA_aé苹 @a.a.a https://a.a/?a ", 30_000)) + "Acme";

        Matches("acme AND {aA} AND aaaa*", text).ShouldBeFalse();
        Matches("acme AND 苹", text).ShouldBeTrue();
    }
}
