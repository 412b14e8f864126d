using static ChatTriage.Tests.Enrichment.Brands.Matching;

namespace ChatTriage.Tests.Enrichment.Brands;

public sealed class SignedTermTests
{
    [Theory]
    [InlineData("apple", "#AppleEvent", true)]
    [InlineData("acme", "#ILoveAcme", true)]
    [InlineData("acme", "so #ILoveACMEPhones", true)]
    [InlineData("acme", "#acme_support", true)]
    [InlineData("acme", "#Acme2024", true)]
    [InlineData("acme", "#acme", true)]
    [InlineData("iphone", "#iPhoneLaunch", true)]
    [InlineData("apple", "＃AppleEvent", true)]
    [InlineData("chase", "#purchase", false)]
    [InlineData("chase", "#PurChase2", true)]
    [InlineData("apple", "#appleevent", false)]
    [InlineData("apple", "AppleEvent", false)]
    [InlineData("apple", "apple_support", false)]
    public void Hashtags_Are_Split_Where_Case_Changes(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("acme", "thanks @acme", true)]
    [InlineData("acme", "thanks @AcmeSupport", false)]
    [InlineData("acme", "thanks @acme_support", false)]
    public void A_Word_Matches_A_Handle_Only_As_A_Whole(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("@acme", "hey @ACME.", true)]
    [InlineData("@acme", "@acme: hello", true)]
    [InlineData("@acme", "@acme's support", true)]
    [InlineData("@acme", "@acme.Never again", true)]
    [InlineData("@acme", "@acme-related", true)]
    [InlineData("@acme", "https://mastodon.social/@acme", true)]
    [InlineData("@acme", "@acmeSupport", false)]
    [InlineData("@acme", "@acme_support", false)]
    [InlineData("@acme", "acme", false)]
    [InlineData("@acme", "bob@acme.com", false)]
    [InlineData("@acme", "@acme.bsky.social", false)]
    [InlineData("@acme", "@acme@mastodon.social", false)]
    [InlineData("@acme.bsky.social", "hi @acme.bsky.social.", true)]
    [InlineData("@acme@mastodon.social", "hi @Acme@mastodon.social!", true)]
    [InlineData("@acme*", "hi @AcmeSupport", true)]
    public void A_Handle_Matches_Whole(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("#acme", "#Acme!", true)]
    [InlineData("#acme", "#AcmePhone", false)]
    [InlineData("#acme", "acme", false)]
    [InlineData("#acme", "x#acme", false)]
    [InlineData("#acme*", "#AcmePhone", true)]
    [InlineData("#アップル", "#アップル 最高", true)]
    [InlineData("#アップル", "#アップル最高", false)]
    [InlineData("$ACME", "long $acme today", true)]
    [InlineData("$ACME", "$ACMEX", false)]
    [InlineData("$ACME", "ACME", false)]
    public void Tags_And_Cashtags_Match_Whole(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);

    [Theory]
    [InlineData("acme", "see https://acme.com/x", true)]
    [InlineData("acme", "see https://www.shop.com/acme-phone", true)]
    [InlineData("acme", "see acme.com", true)]
    [InlineData("acme", "see https://notacme.com", false)]
    [InlineData("twitter", "https://shop.com/x?utm_source=twitter&y=1", false)]
    [InlineData("twitter", "https://shop.com/x#twitter", false)]
    [InlineData("twitter", "https://shop.com/x?y=1 twitter", true)]
    [InlineData("twitter", "why?twitter", true)]
    public void Host_And_Path_Of_A_Link_Count_But_Not_Its_Query(string rule, string text, bool expected) => Matches(rule, text).ShouldBe(expected);
}
