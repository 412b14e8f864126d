using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>The two commands of README.md fit together: the program's profile and the people of the Agents Playground.</summary>
public sealed partial class AgentsPlaygroundFilesTests
{
    private static readonly string People = File.ReadAllText(Repository.At(".m365agentsplayground.yml"));

    [Fact]
    public void Owner_Of_The_Profile_Is_The_Person_At_The_Window()
    {
        JsonNode profile = JsonNode.Parse(File.ReadAllText(Repository.At("src", "ChatTriage", "Properties", "launchSettings.json")))!["profiles"]!["Teams"]!["environmentVariables"]!;

        ((string?)profile["Triage__Owners__0"]).ShouldBe($"teams:{ObjectId().Match(People).Groups[1].Value}");
        ((string?)profile["ASPNETCORE_ENVIRONMENT"], (string?)profile["Teams__AllowUnauthenticated"]).ShouldBe(("Development", "true"));
        People.IndexOf("aadObjectId", StringComparison.Ordinal).ShouldBeInRange(People.IndexOf("currentUser:", StringComparison.Ordinal), People.IndexOf("users:", StringComparison.Ordinal));
    }

    /// <summary>The tool takes no other number.</summary>
    [Fact]
    public void There_Are_Five_Others_And_Nobody_Twice()
    {
        string[] ids = [.. ObjectId().Matches(People).Select(match => match.Groups[1].Value)];

        ids.Length.ShouldBe(6);
        ids.ShouldBeUnique();
        ids.Where(id => !Guid.TryParseExact(id, "D", out _)).ShouldBeEmpty();
    }

    [Fact]
    public void Readme_Names_The_Profile_And_The_Endpoint()
    {
        string readme = File.ReadAllText(Repository.At("README.md"));

        readme.ShouldContain("dotnet run --project src/ChatTriage --launch-profile Teams\n");
        readme.ShouldContain("start -e http://127.0.0.1:5080/api/messages -c msteams\n");
    }

    [GeneratedRegex(@"^ +aadObjectId: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex ObjectId();
}
