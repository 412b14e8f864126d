using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using ChatTriage.Triage;
using CsCheck;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment;

/// <summary>Urgency is a sum that people can check: it orders the cards that wait and says on the card what it adds up.</summary>
public sealed class UrgencyTests
{
    private static readonly Mention Plain = new() { Source = "test", ExternalId = "1", Text = "the new filter is blue" };

    [Fact]
    public void Something_That_Does_Not_Press_Says_Nothing()
    {
        Urgency urgency = Urgency.Of(Plain, earlier: 0, similar: 0);

        urgency.ShouldBe(new Urgency(0, null));
        urgency.Priority.ShouldBe(OutboxPriority.QuietCard);
        Urgency.Line(Plain).ShouldBeNull();
    }

    [Fact]
    public void What_Presses_Says_Why_With_The_Weightiest_First()
    {
        Mention mention = Plain with
        {
            Text = "My lawyer will ask why I was charged twice?",
            Sentiment = Tone.Negative,
            ToneConfidence = 0.9,
            AuthorFollowers = 12_480,
        };

        Urgency urgency = Urgency.Of(mention, earlier: 2, similar: 12);

        urgency.Priority.ShouldBe(OutboxPriority.UrgentCard);
        urgency.Points.ShouldBe(100);
        Urgency.Line(mention with { Urgency = urgency.Points, UrgencyWhy = urgency.Why }).ShouldBe(
            "Urgent: negative tone, serious words, words of complaint, 12,480 followers, 12 others say the same, 3rd post of this author in 7 days, a question");
    }

    [Theory]
    [InlineData("still waiting, nobody answers. Why?", 30)]
    [InlineData("Meine Flasche ist kaputt", 20)]
    [InlineData("¿No funciona?", 30)]
    [InlineData("壊れていますか？", 10)]
    public void Words_Count_Without_Knowing_The_Tone(string text, int points) => Urgency.Of(Plain with { Text = text }, earlier: 0, similar: 0).Points.ShouldBe(points);

    [Fact]
    public void More_Of_Anything_Never_Makes_It_Less_Urgent() => Gen.Select(Gen.Int[0, 20], Gen.Long[0, 5_000], Gen.Long[0, 3_000_000], Gen.Double[0.6, 1]).Sample((earlier, similar, followers, confidence) =>
    {
        Mention mention = Plain with { AuthorFollowers = followers, Sentiment = Tone.Negative, ToneConfidence = confidence };
        int points = Urgency.Of(mention, earlier, similar).Points;

        points.ShouldBeInRange(0, 100);
        Urgency.Of(mention, earlier + 1, similar).Points.ShouldBeGreaterThanOrEqualTo(points);
        Urgency.Of(mention, earlier, similar * 10).Points.ShouldBeGreaterThanOrEqualTo(points);
        Urgency.Of(mention with { AuthorFollowers = followers * 10 }, earlier, similar).Points.ShouldBeGreaterThanOrEqualTo(points);
        Urgency.Of(mention with { Text = $"{mention.Text}? scam" }, earlier, similar).Points.ShouldBeGreaterThanOrEqualTo(points);
    });

    [Fact]
    public async Task While_A_Channel_Cannot_Take_Them_All_The_Most_Urgent_Cards_Go_Out_First()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Later(10));
        long first = await story.SendAsync("@brightwater opens a shop");
        await story.Until(() => story.Platform.Calls.Count == 1, "the refused card");
        long quiet = await story.SendAsync("@brightwater has a blue logo");
        long plain = await story.SendAsync("@brightwater my filter is broken");
        long urgent = await story.SendAsync("@brightwater the filter caught fire, it is dangerous, I want a refund, when do you answer?");

        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        story.Wait(11);
        (await story.RestAsync()).ShouldBeEmpty();

        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([urgent, plain, first, quiet]);
    }

    [Fact]
    public async Task A_Card_That_Has_Waited_For_Half_An_Hour_Goes_First_However_Quiet()
    {
        await using OutboxStory story = await OutboxStory.BeginAsync();
        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(FakeFault.Later(1900));
        long quiet = await story.SendAsync("@brightwater opens a shop");
        await story.Until(() => story.Platform.Calls.Count == 1, "the refused card");
        story.Wait(1830);
        long urgent = await story.SendAsync("@brightwater the filter caught fire, it is dangerous, I want a refund, when do you answer?");
        await story.App.Services.GetRequiredService<RepairCards>().RepairAsync(TestContext.Current.CancellationToken);

        story.Platform.Behave = _ => Task.FromResult<FakeFault?>(null);
        story.Wait(200);
        (await story.RestAsync()).ShouldBeEmpty();

        story.Platform.In(FakePlatform.Triage).Select(message => message.Mention).ShouldBe([quiet, urgent]);
    }

    [Fact]
    public async Task The_Third_Post_Of_An_Author_In_A_Week_Presses_More_Than_The_First()
    {
        await using TestApp app = await TestApp.StartAsync();
        long first = await app.SendMentionAsync("@brightwater my order is late", "maralind");
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromDays(6));
        await app.SendMentionAsync("@brightwater the second one as well", "maralind");
        long third = await app.SendMentionAsync("@brightwater and now the third", "maralind");
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromDays(8));
        long later = await app.SendMentionAsync("@brightwater all is well today", "maralind");

        string[] why = await app.Database.ReadAsync(
            async connection => (await connection.QueryAsync<string>("SELECT coalesce(urgency_why, '') FROM mention WHERE id IN @ids ORDER BY id", new { ids = new[] { first, third, later } })).ToArray(),
            TestContext.Current.CancellationToken);

        why[0].ShouldNotContain("of this author");
        why[1].ShouldContain("3rd post of this author in 7 days");
        why[2].ShouldNotContain("of this author");
    }
}
