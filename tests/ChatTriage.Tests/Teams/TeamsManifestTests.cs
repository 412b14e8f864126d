using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Platforms.Teams;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>The app that Teams installs is the one this program plays.</summary>
public sealed class TeamsManifestTests
{
    /// <summary>Both manifests.</summary>
    public static TheoryData<string> Files => ["manifest.json", "manifest.older.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Manifest_Is_Valid_By_The_Official_Schema(string file) => await ShouldBeValidAsync(Repository.At("manifests", "teams", file));

    [Fact]
    public async Task A_Manifest_With_A_Mistake_Is_Not_Valid_So_That_The_Schema_Is_Known_To_Look()
    {
        using var folder = new ScratchFolder();
        JsonNode manifest = Read("manifest.json");
        manifest["bots"]![0]!["commandLists"]![0]!["triggers"]![1] = "shout";

        (int exitCode, string output) = await ValidateAsync(folder.Write("manifest.json", manifest.ToJsonString()));

        exitCode.ShouldBe(1);
        output.ShouldContain("/bots/0/commandLists/0/triggers/1");
    }

    [Fact]
    public void Older_Manifest_Is_The_Same_App_Without_What_Its_Version_Does_Not_Know()
    {
        JsonNode manifest = Read("manifest.json"), older = Read("manifest.older.json");
        ((string?)manifest["manifestVersion"], (string?)older["manifestVersion"]).ShouldBe(("1.30", "1.22"));

        manifest["$schema"] = (string)older["$schema"]!;
        manifest["manifestVersion"] = (string)older["manifestVersion"]!;
        manifest.AsObject().Remove("supportsChannelFeatures").ShouldBeTrue();
        manifest["icons"]!.AsObject().Remove("color32x32").ShouldBeTrue();
        manifest["bots"]![0]!.AsObject().Remove("supportsTargetedMessages").ShouldBeTrue();
        manifest["bots"]![0]!["commandLists"]!.AsArray().Count(list => list!.AsObject().Remove("triggers")).ShouldBe(1);
        JsonNode.DeepEquals(manifest, older).ShouldBeTrue();
    }

    /// <summary>Teams refuses an upload without it from version 1.25 on, although the schema does not ask for it.</summary>
    [Fact]
    public void New_Manifest_Says_That_Private_And_Shared_Channels_Work() => ((string?)Read("manifest.json")["supportsChannelFeatures"]).ShouldBe("tier1");

    [Theory]
    [MemberData(nameof(Files))]
    public void Commands_Are_Those_That_Are_Understood(string file)
    {
        JsonNode bot = Read(file)["bots"]!.AsArray().ShouldHaveSingleItem()!;
        Texts(bot["scopes"]!).ShouldBe(["team", "groupChat", "personal"]);
        (JsonNode channels, JsonNode alone) = (bot["commandLists"]![0]!, bot["commandLists"]![1]!);

        Texts(channels["scopes"]!).ShouldBe(["team", "groupChat"]);
        FirstWords(channels).ShouldBe([TeamsCommands.Mentions, TeamsCommands.Help, TeamsCommands.Connect, TeamsCommands.Disconnect], ignoreOrder: true);
        Titles(channels).Where(title => title.StartsWith($"{TeamsCommands.Connect} ", StringComparison.Ordinal)).Select(title => title.Split(' ')[1]).ShouldBe(["triage", "customer-service", "pr"]);

        // Nothing can be connected where one person is alone with the bot.
        Texts(alone["scopes"]!).ShouldBe(["personal"]);
        FirstWords(alone).ShouldBe([TeamsCommands.Mentions, TeamsCommands.Help], ignoreOrder: true);
        foreach (string question in Titles(channels).Concat(Titles(alone)).Where(title => title.StartsWith($"{TeamsCommands.Mentions} ", StringComparison.Ordinal)))
        {
            QuestionParser.Parse(question[(TeamsCommands.Mentions.Length + 1)..], ["Acme"]).ShouldNotBeOfType<Question.NotUnderstood>(question);
        }
    }

    /// <summary>What a person types after looking at the list of commands.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Examples_In_Descriptions_Are_Understood(string file)
    {
        string[] examples =
        [
            .. Read(file)["bots"]![0]!["commandLists"]!.AsArray().SelectMany(list => list!["commands"]!.AsArray())
                .SelectMany(command => Regex.Matches((string)command!["description"]!, @"\bmentions (Acme[^,]*)").Select(match => match.Groups[1].Value)),
        ];

        examples.Distinct().ShouldBe(["Acme today", "Acme last week status:open"]);
        examples.ShouldAllBe(example => QuestionParser.Parse(example, new[] { "Acme" }) is Question.AboutBrand);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Search_Is_The_One_That_Is_Answered(string file)
    {
        JsonNode command = Read(file)["composeExtensions"]!.AsArray().ShouldHaveSingleItem()!["commands"]!.AsArray().ShouldHaveSingleItem()!;

        ((string?)command["id"], (string?)command["type"]).ShouldBe((TeamsSearch.Command, "query"));
        ((string?)command["parameters"]!.AsArray().ShouldHaveSingleItem()!["name"]).ShouldBe(TeamsSearch.Parameter);
    }

    [Fact]
    public void Slash_Commands_Need_Targeted_Messages()
    {
        JsonNode bot = Read("manifest.json")["bots"]![0]!;

        bot["supportsTargetedMessages"]!.GetValue<bool>().ShouldBeTrue();
        Texts(bot["commandLists"]![0]!["triggers"]!).ShouldBe(["mention", "slash"]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Messages_That_Do_Not_Address_The_Bot_Are_Not_Asked_For(string file)
    {
        JsonObject manifest = Read(file).AsObject();

        manifest.ContainsKey("authorization").ShouldBeFalse();
        manifest.ContainsKey("webApplicationInfo").ShouldBeFalse();
        Texts(manifest["permissions"]!).ShouldBe(["identity", "messageTeamMembers"]);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("color32x32.png", 32)]
    [InlineData("outline.png", 32)]
    public void Icons_Have_The_Size_That_Teams_Wants(string file, int size)
    {
        PngImage icon = Icon(file);

        (icon.Width, icon.Height).ShouldBe((size, size));
        Read("manifest.json")["icons"]!.AsObject().Select(named => (string)named.Value!).ShouldContain(file);
    }

    [Fact]
    public void Outline_Icon_Is_White_On_Nothing_And_Reaches_The_Edges()
    {
        PngImage icon = Icon("outline.png");

        icon.All.Where(pixel => pixel.Alpha > 0).ShouldAllBe(pixel => pixel.Red == 255 && pixel.Green == 255 && pixel.Blue == 255);
        icon.All.Count(pixel => pixel.Alpha == 0).ShouldBeGreaterThan(icon.All.Count() / 2);
        icon.All.Where((pixel, i) => pixel.Alpha == 255 && i % icon.Width == 0).ShouldNotBeEmpty();
        icon.All.Where((pixel, i) => pixel.Alpha == 255 && i % icon.Width == icon.Width - 1).ShouldNotBeEmpty();
    }

    /// <summary>Teams rounds the corners itself, and shows bots in a hexagon.</summary>
    [Fact]
    public void Color_Icon_Is_A_Full_Square_With_Its_Symbol_In_The_Middle()
    {
        PngImage icon = Icon("color.png");
        (byte, byte, byte, byte)[] pixels = [.. icon.All];

        pixels.ShouldAllBe(pixel => pixel.Item4 == 255);
        pixels.Where((_, i) => i % icon.Width is < 48 or >= 144 || i / icon.Width is < 48 or >= 144).Distinct().ShouldBe([(0x0F, 0x66, 0x57, 255)]);
        pixels.Distinct().Count().ShouldBeGreaterThan(3);
        ((string?)Read("manifest.json")["accentColor"]).ShouldBe("#0F6657");
    }

    [Fact]
    public void Endpoint_That_Is_Told_Is_The_One_That_Is_Served() => ChatTriage.Commands.TeamsManifestCommand.Endpoint.ShouldBe(ChatTriage.Platforms.Teams.TeamsEndpoint.Path);

    internal static async Task ShouldBeValidAsync(string file)
    {
        (int exitCode, string output) = await ValidateAsync(file);
        exitCode.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["ajv-draft-04: valid", "@microsoft/teams-manifest: []"]);
    }

    private static async Task<(int ExitCode, string Output)> ValidateAsync(string file)
    {
        string kit = await TeamsKitCopy.FolderAsync();
        string version = (string)JsonNode.Parse(await File.ReadAllTextAsync(file))!["manifestVersion"]!;
        string saved = Path.Combine(kit, "schemas", $"MicrosoftTeams.schema.v{version}.json");
        return await NodeScript.RunAsync(
            Path.Combine(kit, "validate-manifest.mjs"),
            file,
            File.Exists(saved) ? saved : Path.Combine(kit, "node_modules", "@microsoft", "app-manifest", "build", "json-schemas", "teams", $"v{version}", "MicrosoftTeams.schema.json"));
    }

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(text => (string)text!)];

    private static string[] Titles(JsonNode commandList) => [.. commandList["commands"]!.AsArray().Select(command => (string)command!["title"]!)];

    private static IEnumerable<string> FirstWords(JsonNode commandList) => Titles(commandList).Select(title => title.Split(' ')[0]).Distinct();

    private static PngImage Icon(string file) => PngImage.Read(File.ReadAllBytes(Repository.At("manifests", "teams", file)));

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Repository.At("manifests", "teams", file)))!;
}
