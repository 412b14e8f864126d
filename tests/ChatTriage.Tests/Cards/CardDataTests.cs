using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Charts;
using ChatTriage.Querying.Listening;
using ChatTriage.Querying.Watches;
using ChatTriage.Storage;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Querying.Answers;
using ChatTriage.Tests.Snapshots;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatTriage.Tests.Cards;

/// <summary>
/// Keeps samples honest: a template may use what its sample has, and a sample may have what the program really gives that card. Otherwise a
/// template could be tried at start on fields that no real card ever gets.
/// </summary>
public sealed partial class CardDataTests
{
    private static readonly string[] Language = ["true", "false", "null"];

    public static TheoryData<string> Cards => [.. CardFiles.Names];

    public static TheoryData<string> SlackCards => [.. CardFiles.NamesIn("slack")];

    [Theory]
    [MemberData(nameof(Cards))]
    public void Template_Uses_Only_Fields_That_Its_Sample_Has(string card) => Unknown(CardFiles.Template(card), CardFiles.Sample(card)).Distinct().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(SlackCards))]
    public void Slack_Template_Uses_Only_Fields_That_Its_Sample_Has(string card) => Unknown(CardFiles.SlackTemplate(card), CardFiles.Sample(card)).Distinct().ShouldBeEmpty();

    [Fact]
    public async Task Samples_Have_Only_Fields_That_The_Program_Gives()
    {
        string content = Directory.CreateTempSubdirectory("chattriage-cards-").FullName;
        try
        {
            WriteDumpingTemplates(content);
            Dictionary<string, List<JsonObject>> real = await RealDataAsync(content);

            foreach (string card in CardFiles.Names)
            {
                real.ShouldContainKey(card);
                Missing(CardFiles.Sample(card), real[card], card).ShouldBeEmpty();
            }
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    /// <summary>Templates that show the whole of their data, in cards which the driver can press.</summary>
    private static void WriteDumpingTemplates(string content)
    {
        string teams = Directory.CreateDirectory(Path.Combine(content, "cards", "teams")).FullName;
        string data = Directory.CreateDirectory(Path.Combine(content, "cards", "data")).FullName;
        foreach (string name in CardFiles.Names)
        {
            File.WriteAllText(Path.Combine(teams, $"{name}.json"), $$"""
                {"card": "{{name}}", "body": [], "dump": "${$root}", "actions": [{"data": {"mention": "${mention}", "version": "${version}", "role": "${role}"} } ]}
                """);
            File.WriteAllText(Path.Combine(data, $"{name}.json"), CardFiles.Sample(name).ToJsonString());
        }
    }

    private static async Task<Dictionary<string, List<JsonObject>>> RealDataAsync(string content)
    {
        await using CardStage stage = await CardStage.StartAsync(new TestAppOptions
        {
            Settings = [("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "@brightwater"), ("Brands:1:Name", "Brightwater Pro"), ("Brands:1:Match", "#pro")],
            Configure = builder => builder.Services.Select(service => service.ImplementationInstance).OfType<IHostEnvironment>().ToList().ForEach(environment => environment.ContentRootPath = content),
        });
        var seen = new Dictionary<string, List<JsonObject>>();
        async Task LookAsync(JsonNode? card = null)
        {
            await stage.App.DrainOutboxAsync();
            foreach (JsonNode shown in (await stage.People.MessagesAsync()).Select(message => message["card"]).Append(card).OfType<JsonNode>())
            {
                string name = (string)shown["card"]!;
                _ = seen.TryAdd(name, []);
                seen[name].Add(shown["dump"]!.AsObject());
            }
        }

        await stage.SendAsync(CardStage.Leak());
        await stage.People.ClickAsync(CardStage.Noah, await stage.ShownAsync(CardStage.Triage), "public-reply");
        await stage.PressAsync(CardStage.Noah, CardStage.Triage, "note", ("note", "x"));
        await LookAsync((await stage.People.AskAsync(CardStage.Noah, "/mentions open")).Card);
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "public-reply");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "re-route", ("category", "customer-service"));
        await stage.CopyAsync("p2", " The kitchen floor is ruined.");
        await stage.People.ClickAsync(CardStage.Owner, await stage.ShownAsync(CardStage.Triage), "apply-similar");
        await LookAsync();
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        await stage.App.AdvanceAsync(TimeSpan.FromMinutes(20));
        await stage.People.ClickAsync(CardStage.Ana, await stage.ShownAsync(CardStage.CustomerService), "history");
        await LookAsync();
        await BeginSpikeAndWatchAsync(stage);
        await LookAsync((await stage.People.AskAsync(CardStage.Ana, "/mentions watches")).Card);
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "mark-answered", ("answer", "https://example.com/a"));
        await LookAsync();
        seen["item"] = [await ItemAsync(stage)];
        CardLibrary library = stage.App.Services.GetRequiredService<CardLibrary>();
        IChatPlatform platform = stage.App.Services.GetRequiredService<IEnumerable<IChatPlatform>>().First();
        JsonObject Dump(DrawnCard card) => JsonNode.Parse(card.Json)!["dump"]!.AsObject();
        seen["answer"] = [Dump(new AnswerCard(library, stage.App.Services.GetRequiredService<ChartData>()).Draw(MadeAnswers.Lively(), platform, share: null, place: null))];
        seen["comparison"] = [Dump(new ComparisonCard(library, stage.App.Services.GetRequiredService<ChartData>()).Draw(MadeAnswers.Comparison(), platform, share: null))];
        seen["keywords"] = [Dump(new KeywordsCard(library).Draw(MadeAnswers.Keywords(), platform, share: null))];
        seen["file"] = [Dump(FileCard.Draw(library, platform, new FileReply("a.csv", "a", (_, _) => Task.CompletedTask), "https://example.com/"))];
        seen["said"] = [new JsonObject { ["text"] = "All that a word is made of." }];
        return seen;
    }

    /// <summary>A board, a saved question and its digest, as if they were due.</summary>
    private static async Task BeginSpikeAndWatchAsync(CardStage stage)
    {
        DateTimeOffset now = stage.App.Clock.GetUtcNow().Stored();
        var ana = new Person(Address.Parse(CardStage.Ana), "Ana Alves");
        await stage.App.Services.GetRequiredService<SaveWatch>().RunAsync(
            new QuestionPressed(ana, QuestionVerbs.Watch, new AskedAgain("Brightwater today", now), Place: null, new Dictionary<string, string> { [Inputs.Schedule] = "daily", [Inputs.Deliver] = "me" }),
            CancellationToken.None);
        await stage.App.Database.WriteAsync(async session =>
        {
            long id = await session.Connection.ExecuteScalarAsync<long>(
                "INSERT INTO spike (brand, kind, began_at, normal, high, peak, peak_at, announced, version) VALUES ('Brightwater', 'Volume', @now, 15, 45, 240, @now, 0, 1) RETURNING id", new { now });
            Outbox.EnqueueBoard(session, id, Address.Parse(CardStage.Triage), now);
            await WatchRows.EnqueueAsync(session, (await session.Connection.WatchesOfAsync(ana.Address))[0], new DigestOrder(now), now);
            return true;
        });
    }

    /// <summary>What a search puts into a chat.</summary>
    private static async Task<JsonObject> ItemAsync(CardStage stage)
    {
        IServiceProvider services = stage.App.Services;
        Mention mention = (await stage.App.Database.ReadAsync(connection => connection.FindMentionAsync(1))).ShouldNotBeNull();
        DrawnCard drawn = ItemCard.Draw(services.GetRequiredService<CardLibrary>(), services.GetRequiredService<IEnumerable<IChatPlatform>>().First(), mention, services.GetRequiredService<PersonNames>(), stage.App.Clock.GetUtcNow());
        return JsonNode.Parse(drawn.Json)!["dump"]!.AsObject();
    }

    /// <summary>Fields of a sample, and of the entries of its lists, that no real data of the card has.</summary>
    internal static IEnumerable<string> Missing(JsonObject sample, IReadOnlyList<JsonObject> real, string at) => sample.SelectMany(field =>
        !real.Any(data => data.ContainsKey(field.Key)) ? [$"{at}.{field.Key}"]
        : field.Value is JsonArray { Count: > 0 } list && list[0] is JsonObject entry
            ? Missing(entry, [.. real.Select(data => data[field.Key]).OfType<JsonArray>().SelectMany(found => found).OfType<JsonObject>()], $"{at}.{field.Key}")
            : []);

    /// <summary>Names in the template's expressions that its data, or the entry in whose scope they stand, does not have.</summary>
    private static IEnumerable<string> Unknown(JsonNode? template, JsonObject scope)
    {
        switch (template)
        {
            case JsonObject element when element["$data"] is JsonValue data:
                string list = data.ToString()[2..^1];
                JsonNode? entry = list.Split('.').Aggregate((JsonNode?)scope, (holder, name) => holder?[name]) is JsonArray { Count: > 0 } entries ? entries[0] : null;
                return entry is JsonObject inner
                    ? element.Where(property => property.Key != "$data").SelectMany(property => Unknown(property.Value, inner))
                    : [$"{list} has no entry in the sample"];
            case JsonObject element:
                return element.SelectMany(property => Unknown(property.Value, scope));
            case JsonArray elements:
                return elements.SelectMany(element => Unknown(element, scope));
            default:
                return Expression().Matches(template?.ToString() ?? "").SelectMany(expression => Name().Matches(Literal().Replace(expression.Value, "")))
                    .Select(match => match.Value).Where(name => !Language.Contains(name) && !scope.ContainsKey(name));
        }
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Expression();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![\w.$])[A-Za-z_]\w*\b(?!\()")]
    private static partial Regex Name();
}
