using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying;
using ChatTriage.Querying.Answers;
using ChatTriage.Routing;
using ChatTriage.Storage;
using ChatTriage.Tests.Cards;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Reliability;
using ChatTriage.Tests.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatTriage.Tests.Slack;

/// <summary>Keeps the samples of what only Slack draws honest: they have no field that the program does not give.</summary>
public sealed class SlackDataTests
{
    private static readonly FakePlatform Slack = new() { CardFolder = "slack" };

    [Fact]
    public async Task Samples_Of_Forms_And_Home_Have_Only_Fields_That_The_Program_Gives()
    {
        string content = Directory.CreateTempSubdirectory("chattriage-cards-").FullName;
        try
        {
            CopyCards(content);
            await using CardStage stage = await CardStage.StartAsync(new TestAppOptions
            {
                Settings = [("Brands:0:Name", "Brightwater"), ("Brands:0:Match", "@brightwater"), ("Brands:1:Name", "Brightwater Pro"), ("Brands:1:Match", "#pro")],
                Configure = builder =>
                {
                    builder.Services.Select(service => service.ImplementationInstance).OfType<IHostEnvironment>().ToList().ForEach(environment => environment.ContentRootPath = content);
                    builder.Services.AddSingleton<IChatPlatform>(Slack);
                },
            });
            (JsonObject[] homes, JsonObject[] forms) = await RealDataAsync(stage);

            CardDataTests.Missing(CardFiles.Sample("home"), homes, "home").ShouldBeEmpty();
            CardDataTests.Missing(CardFiles.Sample("form-note"), forms, "form").ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    private static async Task<(JsonObject[] Homes, JsonObject[] Forms)> RealDataAsync(CardStage stage)
    {
        DescribeHome home = stage.App.Services.GetRequiredService<DescribeHome>();
        async Task<JsonObject> HomeOfAsync(string person) => Dump(await home.DrawAsync(new Person(Address.Parse(person), "x"), Slack, "A word.", CancellationToken.None));

        await stage.SendAsync(CardStage.Leak());
        JsonObject waiting = await HomeOfAsync(CardStage.Owner);
        await stage.People.ClickAsync(CardStage.Noah, await stage.ShownAsync(CardStage.Triage), "public-reply");
        await stage.PressAsync(CardStage.Owner, CardStage.Triage, "customer-service");
        JsonObject open = await HomeOfAsync(CardStage.Ana);
        await stage.PressAsync(CardStage.Ana, CardStage.CustomerService, "claim");
        JsonObject held = await HomeOfAsync(CardStage.Ana);

        Mention mention = (await stage.App.Database.ReadAsync(connection => connection.FindMentionAsync(1))).ShouldNotBeNull();
        var click = new ButtonClicked(new Person(Address.Parse(CardStage.Ana), "Ana"), 1, mention.Version, Verbs.Note, CardRole.CustomerService, new Dictionary<string, string>(), OpensForm: true);
        var pressed = new QuestionPressed(click.Person, QuestionVerbs.Watch, new AskedAgain("brightwater", stage.App.Clock.GetUtcNow()), Place: null, new Dictionary<string, string>(), OpensForm: true);
        return ([waiting, open, held], [Dump(await stage.App.Services.GetRequiredService<MentionCards>().DrawFormAsync(mention, click, Slack)), Dump(WatchForm.Draw(stage.App.Services.GetRequiredService<CardLibrary>(), pressed, Slack))]);
    }

    private static JsonObject Dump(DrawnCard card) => JsonNode.Parse(card.Json)!["dump"]!.AsObject();

    /// <summary>The cards as they are; those of Slack show the whole of their data.</summary>
    private static void CopyCards(string content)
    {
        foreach (string folder in new[] { "teams", "data", "slack" })
        {
            string copy = Directory.CreateDirectory(Path.Combine(content, "cards", folder)).FullName;
            foreach (string file in Directory.EnumerateFiles(Repository.At("cards", folder)))
            {
                File.WriteAllText(Path.Combine(copy, Path.GetFileName(file)), folder == "slack" ? """{"dump": "${$root}"}""" : File.ReadAllText(file));
            }
        }
    }
}
