using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Tests.Ingestion;

/// <summary>10,066 real posts about six airlines, by rules written from their handles and names.</summary>
public sealed class AirlineImportTests : IDisposable
{
    private const int Posts = 10_066;

    // The rows labelled Delta address @JetBlue; the rules follow the words.
    private static readonly (string Name, string Match)[] Rules =
    [
        ("United", "@united OR united"),
        ("US Airways", "@usairways OR usairways OR \"us airways\""),
        ("American", "@americanair OR americanair OR \"american airlines\" OR \"american air\""),
        ("Southwest", "@southwestair OR southwest OR southwestair"),
        ("JetBlue", "@jetblue OR jetblue"),
        ("Virgin America", "@virginamerica OR virginamerica OR \"virgin america\""),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("chattriage-airline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_Post_Is_Accounted_For_And_Importing_Again_Changes_Nothing()
    {
        string? file = SharedFiles.Find("data/airline.csv");
        Assert.SkipWhen(file is null, "shared/data/airline.csv is not here; set CHATTRIAGE_SHARED to the folder that holds it");

        JsonObject first = await ImportAsync(file);
        (long accepted, long unmatched) = (Number(first, "accepted"), Number(first, "unmatched"));
        Dictionary<string, long> brands = await BrandsAsync();
        Report($"accepted {accepted}, unmatched {unmatched}, by brand {string.Join(", ", brands.Select(brand => $"{brand.Key} {brand.Value}"))}");
        (accepted + unmatched, Number(first, "duplicates"), Number(first, "rejectedCount")).ShouldBe((Posts, 0, 0));
        unmatched.ShouldBeLessThan(Posts / 100);
        brands.Count.ShouldBe(Rules.Length);

        JsonObject ledger = await LedgerAsync();
        Number(ledger, "received").ShouldBe(Posts);
        (Number(ledger, "awaiting") + Number(ledger, "merged"), Number(ledger, "unmatched")).ShouldBe((accepted, unmatched));
        Number(ledger, "merged").ShouldBeInRange(1, Posts / 50, "few customers of airlines say the same");

        JsonObject second = await ImportAsync(file);
        (Number(second, "accepted"), Number(second, "unmatched"), Number(second, "duplicates"), Number(second, "edited"), Number(second, "rejectedCount")).ShouldBe((0, 0, Posts, 0, 0));
        (await LedgerAsync()).ToJsonString().ShouldBe(ledger.ToJsonString());
        (await BrandsAsync()).ShouldBe(brands, ignoreOrder: true);
    }

    private static void Report(string figures) => TestContext.Current.TestOutputHelper!.WriteLine(figures);

    private static long Number(JsonNode report, string name) => report[name]?.GetValue<long>() ?? 0;

    private async Task<JsonObject> ImportAsync(string file)
    {
        (int exit, string output, string errors) = await ServiceProcess.RunAsync(
            _folder, ["import", file, "--source", "airline", "--map", "externalId=id", "text=text", "publishedAt=created", "--json"], Settings());
        exit.ShouldBe(0, errors);
        return JsonNode.Parse(output)!.AsObject();
    }

    private async Task<JsonObject> LedgerAsync()
    {
        (int exit, string output, string errors) = await ServiceProcess.RunAsync(_folder, ["ledger", "--json"], Settings());
        exit.ShouldBe(0, $"{output} {errors}");
        return JsonNode.Parse(output)!.AsObject();
    }

    private async Task<Dictionary<string, long>> BrandsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "chattriage.db")};Pooling=False");
        return (await connection.QueryAsync<(string Brand, long N)>("SELECT brand, count(*) FROM mention_brand GROUP BY brand ORDER BY brand")).ToDictionary(row => row.Brand, row => row.N);
    }

    private static (string, string)[] Settings() =>
    [
        .. Rules.SelectMany((rule, index) => new[]
        {
            (string.Create(CultureInfo.InvariantCulture, $"Brands:{index}:Name"), rule.Name), (string.Create(CultureInfo.InvariantCulture, $"Brands:{index}:Match"), rule.Match),
        }),
    ];
}
