using System.IO.Compression;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary><c>chattriage manifest teams</c>, as it is run by the person who installs the app.</summary>
public sealed class TeamsManifestCommandTests : IDisposable
{
    private const string Bot = "12345678-90ab-cdef-1234-567890abcdef";

    /// <summary>By another program: Python's <c>uuid.uuid5</c> of the same names.</summary>
    private const string AppOfBot = "e8ebb255-5291-5a3f-b497-e8ff5d22cdbb";

    private readonly ScratchFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.30")]
    [InlineData("1.22", "--older")]
    public async Task Package_Holds_The_Printed_Manifest_And_Every_Icon_It_Names(string version, params string[] options)
    {
        string[] arguments = ["--app-id", Bot.ToUpperInvariant(), "--url", "https://triage.acme.test:443/bot/", .. options];
        (int exitCode, string printed, string errors) = await RunAsync(arguments);
        (int packed, string said, _) = await RunAsync([.. arguments, "--out", "app.zip"]);
        (_, string saidAgain, _) = await RunAsync([.. arguments, "--out", "app.zip"]);

        (exitCode, packed).ShouldBe((0, 0));
        errors.Trim().ShouldBe("Messaging endpoint of the Azure Bot: https://triage.acme.test:443/bot/api/messages");
        (said.Split(' ')[0], saidAgain.Split(' ')[0]).ShouldBe(("Wrote", "Replaced"));
        JsonNode manifest = JsonNode.Parse(printed)!;
        await using ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(_folder.Path, "app.zip"));
        package.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", .. manifest["icons"]!.AsObject().Select(icon => (string)icon.Value!)]);
        foreach (ZipArchiveEntry entry in package.Entries)
        {
            await entry.ExtractToFileAsync(Path.Combine(_folder.Path, entry.Name));
        }

        JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "manifest.json"))), manifest).ShouldBeTrue();
        (await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "outline.png"))).ShouldBe(await File.ReadAllBytesAsync(Repository.At("manifests", "teams", "outline.png")));
        printed.ShouldNotContain("example.com");
        printed.ShouldNotContain("00000000-");
        ((string?)manifest["manifestVersion"], (string?)manifest["id"], (string?)manifest["bots"]![0]!["botId"], (string?)manifest["composeExtensions"]![0]!["botId"]).ShouldBe((version, AppOfBot, Bot, Bot));
        manifest["validDomains"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("triage.acme.test");
        await TeamsManifestTests.ShouldBeValidAsync(Path.Combine(_folder.Path, "manifest.json"));
    }

    [Fact]
    public async Task The_Same_Input_Gives_The_Same_Package()
    {
        await RunAsync("--app-id", Bot, "--out", "one.zip");
        await RunAsync("--app-id", Bot, "--out", "two.zip");

        (await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "one.zip"))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "two.zip")));
    }

    [Fact]
    public async Task Id_And_Website_Are_Taken_As_They_Are_Said()
    {
        (_, string printed, _) = await RunAsync("--app-id", Bot, "--id", "abcdef01-2345-6789-abcd-ef0123456789", "--url", "https://bot.acme.test", "--website", "https://www.acme.test/chattriage");

        JsonNode manifest = JsonNode.Parse(printed)!;
        ((string?)manifest["id"]).ShouldBe("abcdef01-2345-6789-abcd-ef0123456789");
        ((string?)manifest["developer"]!["websiteUrl"], (string?)manifest["developer"]!["privacyUrl"], (string?)manifest["developer"]!["termsOfUseUrl"])
            .ShouldBe(("https://www.acme.test/chattriage", "https://www.acme.test/chattriage", "https://www.acme.test/chattriage"));
        manifest["validDomains"]![0]!.GetValue<string>().ShouldBe("bot.acme.test");
    }

    [Fact]
    public async Task Without_The_Option_The_App_Id_Comes_From_The_Settings_Even_When_Others_Are_Wrong()
    {
        (int exitCode, string printed, string errors) = await ServiceProcess.RunAsync(_folder.Path, ["manifest", "teams"], ("Teams:AppId", Bot), ("Triage:BackupAfter", "wrong"));

        exitCode.ShouldBe(0, errors);
        ((string?)JsonNode.Parse(printed)!["bots"]![0]!["botId"]).ShouldBe(Bot);
        errors.ShouldContain("only an example");
    }

    [Theory]
    [InlineData("--app-id: say the Microsoft App ID")]
    [InlineData("--app-id: 'a bot' is no Microsoft App ID", "--app-id", "a bot")]
    [InlineData("--app-id: '00000000-0000-0000-0000-000000000000' is no Microsoft App ID", "--app-id", "00000000-0000-0000-0000-000000000000")]
    [InlineData("--id: '1' is no id of a Teams app", "--app-id", Bot, "--id", "1")]
    [InlineData("--url: an address that begins with https://", "--app-id", Bot, "--url", "http://bot.example.com")]
    [InlineData("--website: an address that begins with https://", "--app-id", Bot, "--website", "www.example.com")]
    [InlineData("--out: 'app.json' does not end with .zip", "--app-id", Bot, "--out", "app.json")]
    [InlineData("--out: Could not find a part of the path", "--app-id", Bot, "--out", "nowhere/app.zip")]
    public async Task Wrong_Option_Is_Named(string problem, params string[] arguments)
    {
        (int exitCode, string output, string errors) = await RunAsync(arguments);

        (exitCode, output).ShouldBe((1, ""));
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(problem);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServiceProcess.RunAsync(_folder.Path, ["manifest", "teams", .. arguments]);
}
