using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Enrichment.Stories;
using ChatTriage.Mentions;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Answers;

/// <summary>A program that has taken in, edited, decided, claimed, answered, re-assigned, merged and analysed again whatever a seed says, all by its own ways.</summary>
internal static class RandomMentions
{
    public static readonly string[] Words = ["leaks", "LEAKS", "brown", "water", "straße", "Strasse", "café", "cafe", "遅い", "遅", "👍", "AND", "don't", "re-book", "https://example.com/x", "NEAR(", "\"", "pump", "noise"];
    public static readonly string[] Authors = ["mara", "Mara", "ben_k", "o'neil"];
    public static readonly string?[] Languages = [null, "de", "pt-BR", "pt", "en"];
    public static readonly string[] Sources = ["test", "feed", "forum"];
    public static readonly string[] People = [PlaygroundDriver.Owner, "playground:ben", "playground:ana", "playground:carl"];
    private static readonly string[] Brands = ["brightwater", "clearspring", "brightwater and clearspring", "nobody"];
    private static readonly string[] Verbs =
        ["customer-service", "public-reply", "customer-service", "no-response", "undo", "re-route", "claim", "claim", "not-ours", "mark-answered", "release", "reopen", "re-assign", "apply-similar"];

    public static async Task LiveAsync(TestApp app, Random random)
    {
        var people = new PlaygroundDriver(app.Http);
        for (int round = 0; round < 6; round++)
        {
            foreach (string source in Sources)
            {
                await new IngestDriver(app.Http, source).SendLinesAsync(Enumerable.Range(0, 12).Select(_ => Line(app, random)));
            }

            for (int i = 0; i < 25; i++)
            {
                await PressAsync(app, people, random);
            }

            await AnalyseAsync(app, random);
            await app.AdvanceAsync(TimeSpan.FromMinutes(random.Next(1, 50)));
            await app.Services.GetRequiredService<StoryWorker>().WorkAsync();
        }
    }

    public static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static string Line(TestApp app, Random random)
    {
        // Some come late, some at the same moment, some in a quarter of their own.
        DateTimeOffset at = app.Clock.GetUtcNow() - TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(0, 4) * 900 : random.Next(0, 3 * 86_400)) - TimeSpan.FromTicks(random.Next(2) * 10);
        string text = random.Next(5) == 0 ? "brightwater has left the whole street with brown water since this morning" : $"{Brands[random.Next(Brands.Length)]} {Text(random, random.Next(1, 7))}";
        return IngestDriver.Line(
            $"{random.Next(50)}", text, ("publishedAt", at.ToString("O", CultureInfo.InvariantCulture)), ("language", Languages[random.Next(Languages.Length)]),
            ("author", new JsonObject { ["name"] = "Somebody", ["handle"] = Authors[random.Next(Authors.Length)] }));
    }

    private static async Task PressAsync(TestApp app, PlaygroundDriver people, Random random)
    {
        if (await app.StoredAsync($"{random.Next(50)}", Sources[random.Next(Sources.Length)]) is { } mention)
        {
            var card = new ShownCard(0, mention.Id, mention.Version, "Triage", []);
            await people.ClickAsync(
                People[random.Next(People.Length)], card, Verbs[random.Next(Verbs.Length)],
                ("reason", "spam"), ("category", "public-reply"), ("answer", "done"), ("brand", random.Next(2) == 0 ? "Brightwater" : "Clearspring"));
        }
    }

    /// <summary>As an engine does that answers later.</summary>
    private static Task<int> AnalyseAsync(TestApp app, Random random) => app.Database.WriteAsync(async session =>
    {
        Mention[] all = [.. await session.Connection.QueryAsync<Mention>("SELECT * FROM mention WHERE brand IS NOT NULL ORDER BY id")];
        var changes = app.Services.GetRequiredService<MentionChanges>();
        foreach (Mention mention in all.Where(_ => random.Next(3) == 0))
        {
            Mention after = mention with { Sentiment = (Tone)random.Next(7), Language = Languages[random.Next(Languages.Length)] };
            changes.TryAnalyse(session, mention, after, line: null, app.Clock.GetUtcNow()).ShouldBeTrue();
        }

        return all.Length;
    });
}
