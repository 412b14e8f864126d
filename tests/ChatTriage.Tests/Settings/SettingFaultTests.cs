using ChatTriage.Settings;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Settings;

/// <summary>A mistake in the settings ends the program with code 78 and a line that can be acted on, whether it serves or runs a command.</summary>
public sealed class SettingFaultTests
{
    [Theory]
    [InlineData("Triage:Owners:0", "olivia", "'olivia' is not an address of the form platform:id. Example: slack:U0123ABC")]
    [InlineData("Desks:PublicRelations:Channels:0", "Slack:C1", "'Slack:C1' is not an address of the form platform:id. Example: slack:C0123ABC")]
    [InlineData("Triage:Backups:0", "slack: U1", "is not an address of the form platform:id")]
    [InlineData("Desks:CustomerService:Channels:0", "cs", "'cs' is not an address")]
    [InlineData("Desks:PublicRelations:Responders:0", ":x", "':x' is not an address")]
    [InlineData("Triage:BackupAfter", "abc", "not a length of time. Example: 00:30:00")]
    [InlineData("Triage:BackupAfter", "00:00:00", "'00:00:00' is not between one second and seven days")]
    [InlineData("Triage:UndoFor", "01:00:01", "'01:00:01' is not between zero and one hour")]
    [InlineData("Claiming:Lease", "30", "'30.00:00:00' is not between one second and seven days. Example: 00:30:00")]
    [InlineData("Claiming:AnswerWithin", "00:00:00", "'00:00:00' is not between one second and seven days. Example: 01:00:00")]
    [InlineData("Claiming:Lease", "-00:30:00", "'-00:30:00' is not between one second and seven days")]
    [InlineData("Brands:0:Kind", "foe", "neither own nor competitor. Example: own")]
    [InlineData("Brands:0:Kind", "7", "neither own nor competitor. Example: own")]
    [InlineData("Brands:0:Name", " ", "a brand needs a name of 1 to 100 characters")]
    [InlineData("Brands:0:Name", "Acme  UK", "'Acme  UK' has white space at an end or twice in a row")]
    [InlineData("Brands:0:Match", "", "the rule is empty")]
    [InlineData("Brands:0:TimeZone", "Berlin", "'Berlin' is not a time zone. Example: Europe/Berlin")]
    [InlineData("Brands:0:Owners:0", "x", "'x' is not an address")]
    [InlineData("Brands:0:Desks:CustomerService:Channels:0", "x", "'x' is not an address")]
    [InlineData("TimeZone", "Mars/Olympus", "'Mars/Olympus' is not a time zone. Example: Europe/Berlin")]
    [InlineData("Redis:ConnectionString", "127.0.0.1:999999", "not a Redis connection string")]
    [InlineData("Redis:ConnectionString", ",ssl=true", "no server is named")]
    [InlineData("Database:Provider", "Postgres", "PostgreSQL is not part of this version; one node on SQLite is. Example: Sqlite")]
    [InlineData("Database:Provider", "Oracle", "'Oracle' is not a database this program knows")]
    [InlineData("Database:ConnectionString", "Data Source=:memory:", "a database in memory would lose mentions")]
    [InlineData("Database:ConnectionString", "Data Source=x.db;Mode=Memory", "a database in memory would lose mentions")]
    [InlineData("Database:ConnectionString", "Data Source=x.db;Mode=ReadOnly", "read only")]
    [InlineData("Database:ConnectionString", "Data Source=x.db;Sauce=2", "not a SQLite connection string")]
    [InlineData("Database:ConnectionString", "Data Source=", "no file is named")]
    [InlineData("Ingestion:MaxBodyBytes", "12", "not between 1,024 and 1,073,741,824 bytes")]
    [InlineData("Ingestion:MaxBodyBytes", "much", "not a whole number")]
    [InlineData("Ingestion:MaxConcurrentRequests", "0", "not between 1 and 10,000")]
    [InlineData("Ingestion:Sources:a b:Secret", "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0", "a source is called by 1 to 64 letters")]
    [InlineData("Playground:People:0", "Ana", "'Ana' is not of the form id=Name. Example: ana=Ana Alves")]
    [InlineData("Playground:Enabled", "perhaps", "neither true nor false")]
    [InlineData("Urls", "here", "'here' is not an address to listen on. Example: http://127.0.0.1:5080")]
    [InlineData("Triage:Owners", "slack:U1", "a list is meant, not one value. Example: [\"…\"] in the file, or Triage__Owners__0=… in the environment")]
    [InlineData("Brands", "acme", "a list is meant, not one value")]
    public void Mistake_Is_Named_With_Its_Key_Its_Variable_And_An_Example(string key, string value, string problem)
    {
        SettingFault[] faults = Faults((key, value));

        SettingFault fault = faults.ShouldHaveSingleItem();
        fault.Key.ShouldBe(key.StartsWith("Ingestion:Sources", StringComparison.Ordinal) ? "Ingestion:Sources:a b" : key);
        fault.ToString().ShouldStartWith($"{fault.Key} ({fault.Key.Replace(":", "__", StringComparison.Ordinal)}): ");
        fault.ToString().ShouldContain(problem);
        fault.Problem.ShouldNotContain("\n");
        fault.Example.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Channels_On_Slack_Need_Owners_And_Desks_That_Are_Not_Invented()
    {
        SettingFault[] faults = Faults(("Triage:Channels:0", "slack:C1"));

        faults[0].ToString().ShouldStartWith("Triage:Owners (Triage__Owners): nobody is named who decides");
        faults.Select(fault => fault.Key).ShouldBe(["Triage:Owners", "Desks:CustomerService:Channels", "Desks:PublicRelations:Channels"]);
    }

    [Fact]
    public void Without_The_Playground_Every_Channel_Must_Be_Named()
    {
        SettingFault[] faults = Faults(("Playground:Enabled", "false"));

        faults.Select(fault => fault.Key).ShouldBe(["Triage:Channels", "Triage:Owners", "Desks:CustomerService:Channels", "Desks:PublicRelations:Channels"]);
    }

    [Fact]
    public void Name_That_Is_There_Twice_Is_Named()
    {
        Faults(("Brands:0:Name", "Acme"), ("Brands:0:Match", "acme"), ("Brands:1:Name", "ACME"), ("Brands:1:Match", "acme"))
            .ShouldHaveSingleItem().ToString().ShouldStartWith("Brands:1:Name (Brands__1__Name): 'ACME' is there twice");
        Faults(("Playground:People:0", "ana=Ana"), ("Playground:People:1", "ana=Anna"))
            .ShouldHaveSingleItem().ToString().ShouldStartWith("Playground:People:1 (Playground__People__1): 'ana' is there twice");
    }

    [Fact]
    public void Wrong_Rule_Is_Shown_With_A_Mark_Under_The_Fault()
    {
        SettingFault[] faults = Faults(("Brands:0:Match", "acme OR (beta"));

        faults.ShouldHaveSingleItem().ToString().ShouldBe(
            """
            Brands:0:Match (Brands__0__Match): this ( is never closed, at position 9. Example: acme OR @acme OR #acme
                acme OR (beta
                        ^
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("Ingestion:Sources:a:Secret", "top-secret-1")]
    [InlineData("Ingestion:Sources:a:Secret", "whsec_geheim")]
    [InlineData("Ingestion:Sources:a:Secrets:0", "whsec_!!!!")]
    [InlineData("Redis:ConnectionString", "127.0.0.1:6379,password=zebra,geheim=1")]
    [InlineData("Database:ConnectionString", "Data Source=x;Password=zebra;geheim=1")]
    public void Secret_Is_Never_Printed(string key, string secret)
    {
        string fault = Faults((key, secret)).ShouldHaveSingleItem().ToString();

        fault.ShouldStartWith(key.StartsWith("Ingestion", StringComparison.Ordinal) ? "Ingestion:Sources:a:Secret (" : $"{key} (");
        foreach (string part in secret.Split([' ', ',', '=', ';', '_'], StringSplitOptions.RemoveEmptyEntries).Except(["whsec", "127.0.0.1:6379", "password", "Data", "Source", "Password"]).Where(part => part.Length > 1))
        {
            fault.ShouldNotContain(part);
        }
    }

    [Theory]
    [InlineData("", "0123456789abcdef0123456789abcdef", "Api:Tokens:0:Name", "1 to 64 letters")]
    [InlineData("my dashboard", "0123456789abcdef0123456789abcdef", "Api:Tokens:0:Name", "1 to 64 letters")]
    [InlineData("dashboard", "", "Api:Tokens:0:Token", "32 to 512 characters")]
    [InlineData("dashboard", "0123456789zebra", "Api:Tokens:0:Token", "32 to 512 characters")]
    [InlineData("dashboard", "0123456789abcdef 0123456789zebra", "Api:Tokens:0:Token", "32 to 512 characters")]
    public void A_Client_Of_The_Api_Has_A_Name_And_A_Long_Token(string name, string token, string key, string problem)
    {
        string fault = Faults(("Api:Tokens:0:Name", name), ("Api:Tokens:0:Token", token)).ShouldHaveSingleItem().ToString();
        fault.ShouldStartWith($"{key} (");
        fault.ShouldContain(problem);
        fault.ShouldNotContain("zebra");
    }

    [Fact]
    public void Two_Clients_Of_The_Api_Are_Told_Apart_By_Name_And_Token() =>
        Faults(
            ("Api:Tokens:0:Name", "one"), ("Api:Tokens:0:Token", "0123456789abcdef0123456789abcdef"),
            ("Api:Tokens:1:Name", "ONE"), ("Api:Tokens:1:Token", "0123456789abcdef0123456789abcdef"))
            .Select(fault => fault.Key).ShouldBe(["Api:Tokens:1:Name", "Api:Tokens:1:Token"]);

    [Theory]
    [InlineData]
    [InlineData("ledger")]
    [InlineData("match", "--text", "x")]
    [InlineData("check")]
    public async Task Program_Ends_With_78_And_Without_A_Stack_Trace(params string[] arguments)
    {
        using var folder = new ScratchFolder();

        (int exitCode, string output, string errors) = await ServiceProcess.RunAsync(folder.Path, arguments, ("Triage:BackupAfter", "abc"));

        exitCode.ShouldBe(78);
        (output + errors).ShouldContain("Triage:BackupAfter");
        (output + errors).ShouldNotContain("   at ");
        (output + errors).ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Faults_Of_One_Start_Are_Named_Together_One_A_Line()
    {
        using var folder = new ScratchFolder();

        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(folder.Path, [], ("Triage:Owners:0", "olivia"), ("TimeZone", "Berlin"), ("Urls", "here"));

        exitCode.ShouldBe(78);
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .ShouldBe(["ChatTriage", "Urls", "Triage:Owners:0", "TimeZone"]);
    }

    [Theory]
    [InlineData("{\"Triage\": {\"Owners\": [\"playground:olivia\"}", "LineNumber: 0")]
    [InlineData("[]", "appsettings.json")]
    public async Task Settings_File_That_Cannot_Be_Read_Is_Named_With_The_Place(string content, string place)
    {
        using var folder = new ScratchFolder();
        folder.Write("appsettings.json", content);

        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(folder.Path, ["ledger"]);

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("ChatTriage cannot start: ");
        errors.ShouldContain(place);
    }

    [Fact]
    public async Task Broken_Card_Template_Is_Named_With_The_Place()
    {
        using var folder = new ScratchFolder();
        folder.Write("appsettings.json", "{}");
        folder.Write("cards/teams/triage.json", """{"body": [{"text": "${count(}"}]}""");
        folder.Write("cards/data/triage.json", "{}");

        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(folder.Path, []);

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("ChatTriage cannot start: Card template 'teams/triage' at $.body[0].text");
    }

    private static SettingFault[] Faults(params (string Key, string? Value)[] settings) => [.. Should.Throw<WrongSettingsException>(() => Bound.Read(settings)).Faults];
}
