using System.Text;
using ChatTriage.Settings;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace ChatTriage.Tests.Settings;

/// <summary>How files and the environment become settings.</summary>
public sealed class SettingsBindingTests
{
    [Fact]
    public void Nothing_Configured_Means_The_Playground_And_An_Invented_Brand()
    {
        ChatTriageOptions options = Bound.Read();

        options.Triage.Channels.ShouldBe(["playground:triage"]);
        options.Triage.Owners.ShouldBe(["playground:olivia"]);
        options.Triage.Backups.ShouldBe(["playground:ben"]);
        options.Brands.Select(brand => brand.Name).ShouldBe(["Brightwater", "Clearspring"]);
        options.Claiming.Lease.ShouldBe(TimeSpan.FromMinutes(30));
        options.Database.ConnectionString.ShouldBe("Data Source=data/chattriage.db");
    }

    [Fact]
    public void Configured_List_Takes_The_Place_Of_The_Default_One()
    {
        ChatTriageOptions options = Bound.Read(("Triage:Owners:0", "playground:noah"), ("Brands:0:Name", "Acme"), ("Desks:PublicRelations:Channels:0", "playground:press"));

        options.Triage.Owners.ShouldBe(["playground:noah"]);
        options.Triage.Backups.ShouldBeEmpty("the invented backup belongs to the invented owner");
        options.Brands.Select(brand => brand.Name).ShouldBe(["Acme"]);
        options.Desks.PublicRelations.Channels.ShouldBe(["playground:press"]);
        options.Desks.CustomerService.Channels.ShouldBe(["playground:customer-service"]);
    }

    [Theory]
    [InlineData("""{"Triage": null, "Desks": {"CustomerService": null}, "Brands": [null], "Redis": null}""")]
    [InlineData("""{"Triage": {"Owners": [null], "Channels": [], "BackupAfter": null}, "Database": {"Provider": null, "ConnectionString": null}, "TimeZone": null}""")]
    [InlineData("""{"Brands": [], "Ingestion": {"Sources": {"a": null, "b": {"Secret": null, "Secrets": [null, ""]}}}, "Playground": {"People": [null]}}""")]
    [InlineData("""{"Database": {"Provider": "", "ConnectionString": ""}, "Redis": {"ConnectionString": ""}, "TimeZone": ""}""")]
    public void Null_Or_Empty_Means_Not_There(string json)
    {
        ChatTriageOptions options = FromJson(json);

        options.Triage.Owners.ShouldBe(["playground:olivia"]);
        options.Triage.BackupAfter.ShouldBe(TimeSpan.FromMinutes(15));
        options.Brands.Length.ShouldBe(2);
        options.Database.Provider.ShouldBe("Sqlite");
        options.TimeZone.ShouldBe("UTC");
        options.Ingestion.Sources.Values.ShouldAllBe(source => source.AllSecrets().Count == 0);
    }

    [Fact]
    public void Secrets_May_Stand_In_One_Line_Or_In_A_List()
    {
        const string A = "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0";
        const string B = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";

        Bound.Read(("Ingestion:Sources:x:Secret", $"{A} {B}")).Ingestion.Sources["X"].AllSecrets().ShouldBe([A, B]);
        Bound.Read(("Ingestion:Sources:x:Secret", A), ("Ingestion:Sources:x:Secrets:0", B)).Ingestion.Sources["x"].AllSecrets().ShouldBe([A, B]);
    }

    [Fact]
    public async Task Lists_Can_Be_Set_By_Environment_Variables()
    {
        using var folder = new ScratchFolder();

        // ServiceProcess writes Brands:0:Name as Brands__0__Name.
        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(
            folder.Path, ["match", "--text", "acme and beta", "--json"],
            ("Triage:Owners:0", "playground:noah"), ("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "Beta"), ("Brands:1:Match", "beta"), ("Brands:1:Kind", "competitor"));

        exitCode.ShouldBe(0, errors);
        System.Text.Json.Nodes.JsonNode.Parse(output)!["matches"]!.AsArray().Select(match => $"{match!["brand"]} {match["kind"]}").ShouldBe(["Acme own", "Beta competitor"]);
    }

    [Theory]
    [InlineData("Triage:Ownres:0", "Triage:Ownres: no setting is called Ownres; here are Channels, Owners, Backups, BackupAfter, UndoFor")]
    [InlineData("Brands:0:Mtach", "Brands:0:Mtach: no setting is called Mtach")]
    [InlineData("Brands:0:Desks:CustomerService:Responder:0", "Brands:0:Desks:CustomerService:Responder: no setting is called Responder")]
    [InlineData("Ingestion:Sources:a:Secrt", "Ingestion:Sources:a:Secrt: no setting is called Secrt")]
    [InlineData("Claiming:Lease:Minutes", "Claiming:Lease:Minutes: Claiming:Lease is one value")]
    [InlineData("Database", "Database: a section is meant, not one value")]
    public void Misspelt_Key_Is_Noticed(string key, string words)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Triage:Owners:0", "playground:x"), new("Logging:Level", "x"), new(key, "x")]).Build();

        SettingsReader.UnknownKeys(configuration).ShouldHaveSingleItem().ShouldStartWith(words);
    }

    [Fact]
    public async Task Misspelt_Key_Is_Told_At_The_Start_And_By_Check()
    {
        await using TestApp app = await TestApp.StartAsync(("Triage:Ownres:0", "playground:x"));
        app.Logs.Lines.ShouldContain(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Warning && line.Text.Contains("Triage:Ownres", StringComparison.Ordinal));

        (_, string output, _) = await ServiceProcess.RunAsync(app.Folder, ["check", "--json"], ("Triage:Ownres:0", "playground:x"));
        output.ShouldContain("Triage:Ownres: no setting is called Ownres");
    }

    private static ChatTriageOptions FromJson(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return SettingsReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build());
    }
}
