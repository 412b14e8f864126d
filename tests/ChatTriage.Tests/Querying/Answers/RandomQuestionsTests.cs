using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Searching;
using ChatTriage.Querying.Windows;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>Whatever happened before and whatever is asked: figures and pages are those of looking at the mentions one by one.</summary>
public sealed class RandomQuestionsTests
{
    private static readonly string?[] Zones = [null, "UTC", "Europe/Berlin", "Asia/Kathmandu", "Asia/Kolkata", "America/New_York"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_Answer_Equals_Looking_At_Every_Mention(int seed)
    {
        var random = new Random(seed);
        await using TestApp app = await TestApp.StartAsync();
        await RandomMentions.LiveAsync(app, random);
        Mention[] all = await app.Database.ReadAsync(async connection => (await connection.QueryAsync<Mention>("SELECT * FROM mention")).ToArray());
        all.Count(mention => mention.Brands.Length > 0).ShouldBeGreaterThan(50);
        await app.ShouldAddUpAsync();

        int filled = 0;
        for (int i = 0; i < 250; i++)
        {
            filled += await ShouldEqualAsync(app, all, Question(random), random) ? 1 : 0;
        }

        filled.ShouldBeGreaterThan(100, "questions that find nothing prove little");
    }

    private static async Task<bool> ShouldEqualAsync(TestApp app, Mention[] all, Question.AboutBrand question, Random random)
    {
        var answers = app.Services.GetRequiredService<AnswerBrand>();
        var asker = new Person(Address.Parse(RandomMentions.People[random.Next(4)]), "", random.Next(2) == 0 ? null : TimeZoneInfo.Utc);
        DateTimeOffset asOf = app.Clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(0, 2) * random.Next(0, 90_000));
        BrandAnswer answer = await answers.RunAsync(question, asker, asOf, after: null, TestContext.Current.CancellationToken);

        Mention[] meant = [.. Meant(all, question.Asked, answer.Window, asker.Address)];
        string what = $"{question} of {asker.Address} as of {asOf:O}";
        ShouldEqual(answer.Totals, meant, what);
        answer.Sources.SequenceEqual(
            meant.GroupBy(mention => mention.Source).Select(source => (source.Key, (long)source.Count())).OrderByDescending(source => source.Item2).ThenBy(source => source.Key, StringComparer.Ordinal))
            .ShouldBeTrue(what);
        if (answer.Compared is { } compared)
        {
            ShouldEqual(compared.NowTotals, [.. Meant(all, question.Asked, compared.Now, asker.Address)], $"now: {what}");
            ShouldEqual(compared.BeforeTotals, [.. Meant(all, question.Asked, compared.Before, asker.Address)], $"before: {what}");
        }

        (answer.Chart?.Bars.Sum(bar => bar.Count) ?? meant.Length).ShouldBe(meant.Length, what);
        long[] order = [.. meant.Select(mention => mention.Id)];
        (await PagesAsync(answers, question, asker, asOf, answer)).SequenceEqual(order).ShouldBeTrue(what);
        var read = new List<long>();
        await foreach (Mention mention in app.Services.GetRequiredService<MentionPages>().ReadAsync(question.Asked, asker, asOf, TestContext.Current.CancellationToken))
        {
            read.Add(mention.Id);
        }

        read.SequenceEqual(order).ShouldBeTrue(what);
        return order.Length > 0;
    }

    private static async Task<IReadOnlyList<long>> PagesAsync(AnswerBrand answers, Question.AboutBrand question, Person asker, DateTimeOffset asOf, BrandAnswer first)
    {
        var ids = new List<long>();
        BrandAnswer page = first;
        while (true)
        {
            ids.AddRange(page.Items.Select(item => item.Mention.Id));
            if (page.Next is not { } next)
            {
                return ids;
            }

            page.Items.Count.ShouldBe(5);
            page = await answers.RunAsync(question, asker, asOf, next, TestContext.Current.CancellationToken);
            page.Totals.Total.ShouldBe(first.Totals.Total);
        }
    }

    private static void ShouldEqual(MentionTotals totals, IReadOnlyCollection<Mention> meant, string what)
    {
        totals.ByState.ShouldBe(meant.GroupBy(mention => mention.State).ToDictionary(state => state.Key, state => (long)state.Count()), ignoreOrder: true, what);
        totals.ByTone.ShouldBe(meant.GroupBy(mention => mention.Sentiment).ToDictionary(tone => tone.Key, tone => (long)tone.Count()), ignoreOrder: true, what);
    }

    /// <summary>The meaning of a question, without any index: newest first.</summary>
    private static IEnumerable<Mention> Meant(Mention[] all, BrandQuestion asked, TimeWindow window, Address asker)
    {
        QuestionFilter filter = asked.Filter;
        return all.Where(mention => mention.BrandList().Contains(asked.Brand) && mention.ObservedAt >= window.From && mention.ObservedAt < window.To)
            .Where(mention => filter.Tones.Count == 0 || filter.Tones.Contains(mention.Sentiment))
            .Where(mention => filter.Sources.Count == 0 || filter.Sources.Contains(mention.Source))
            .Where(mention => filter.Statuses.Count == 0 || filter.Statuses.Any(status => Is(mention.State, status)))
            .Where(mention => filter.Categories.Count == 0 || (mention.Category is { } category && filter.Categories.Contains(category)))
            .Where(mention => filter.Languages.Count == 0 || filter.Languages.Any(tag => $"{mention.Language}-".StartsWith($"{tag}-", StringComparison.OrdinalIgnoreCase)))
            .Where(mention => filter.Authors.Count == 0 || filter.Authors.Any(author => author.Equals(mention.AuthorHandle, StringComparison.OrdinalIgnoreCase)))
            .Where(mention => !filter.ByMe || mention.DecidedBy == asker || mention.Holder == asker || mention.AnsweredBy == asker)
            .Where(mention => !filter.HasLink || mention.Text.Contains("https://", StringComparison.Ordinal))
            .Where(mention => filter.Words.All(words => FullTextTerms.Of(words).Length == 0 || Holds(mention.Text, words)))
            .Where(mention => filter.Without.All(words => FullTextTerms.Of(words).Length == 0 || !Holds(mention.Text, words)))
            .OrderByDescending(mention => mention.ObservedAt).ThenByDescending(mention => mention.Id);
    }

    private static bool Is(MentionState state, StatusAsked status) => status switch
    {
        StatusAsked.Open => state is MentionState.Received or MentionState.AwaitingTriage or MentionState.Routed or MentionState.Claimed,
        StatusAsked.Waiting => state == MentionState.AwaitingTriage,
        _ => state.ToString() == status.ToString(),
    };

    private static bool Holds(string text, string words) => $" {FullTextTerms.Of(text)} ".Contains($" {FullTextTerms.Of(words)} ", StringComparison.Ordinal);

    private static Question.AboutBrand Question(Random random)
    {
        PeriodAsked period = random.Next(6) switch
        {
            0 => PeriodAsked.Today,
            1 => new PeriodAsked.Named(PeriodName.Yesterday),
            2 => new PeriodAsked.Rolling(random.Next(1, 4000), RollingUnit.Minute),
            3 => new PeriodAsked.Rolling(random.Next(1, 80), RollingUnit.Hour),
            4 => new PeriodAsked.SinceTime(new TimeOnly(random.Next(24), random.Next(60))),
            _ => new PeriodAsked.Rolling(random.Next(1, 90), RollingUnit.Day),
        };
        return new Question.AboutBrand(new BrandQuestion(random.Next(3) == 0 ? "Clearspring" : "Brightwater", period, Filter(random), Zones[random.Next(Zones.Length)]));
    }

    private static QuestionFilter Filter(Random random)
    {
        bool Often(int oneIn) => random.Next(oneIn) == 0;
        bool hasWords = Often(2);
        return new QuestionFilter
        {
            Tones = Often(4) ? new([(Tone)random.Next(7), (Tone)random.Next(7)]) : [],
            Sources = Often(5) ? new([RandomMentions.Sources[random.Next(3)], "none"]) : [],
            Statuses = Often(4) ? new([(StatusAsked)random.Next(9), (StatusAsked)random.Next(9)]) : [],
            Categories = Often(8) ? new([(Category)random.Next(3)]) : [],
            ByMe = Often(10),
            Languages = hasWords && Often(4) ? new([((string?[])["de", "pt", "pt-br"])[random.Next(3)]!]) : [],
            Authors = hasWords && Often(4) ? new([RandomMentions.Authors[random.Next(4)].ToLowerInvariant()]) : [],
            HasLink = hasWords && Often(5),
            Words = hasWords && Often(2) ? new([RandomMentions.Text(random, random.Next(1, 3))]) : [],
            Without = hasWords && Often(3) ? new([RandomMentions.Text(random, 1), RandomMentions.Text(random, 2)]) : [],
        };
    }
}
