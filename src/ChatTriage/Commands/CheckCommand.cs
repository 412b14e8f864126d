using System.CommandLine;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Enrichment.Azure;
using ChatTriage.Enrichment.Brands;
using ChatTriage.Mentions;
using ChatTriage.Observability;
using ChatTriage.Platforms;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;
using Spectre.Console;
using StackExchange.Redis;

namespace ChatTriage.Commands;

/// <summary><c>chattriage check</c>: tries everything the service needs, without starting it. Exit code 1 when something would not work.</summary>
internal static class CheckCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var online = new Option<bool>("--online") { Description = "Ask the chat platforms and Azure AI Language as well: tokens, rights, channels" };
        var command = new Command("check", "Tries settings, stores and cards, and says what would not work") { json, online };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(json), result.GetValue(online), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool asJson, bool online, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        try
        {
            await using WebApplication app = OneShot.Build();
            Settings(app, findings);
            Cards(app, findings);
            await DatabaseAsync(app.Services.GetRequiredService<Database>(), findings, cancellation);
            await ChannelsAsync(app.Services, findings, cancellation);
            await RedisAsync(app.Services.GetRequiredService<RedisConnection>(), findings);
            if (online)
            {
                await PlatformsAsync(app.Services, findings, cancellation);
                await AnalysisAsync(app.Services.GetService<AzureLanguageClient>(), findings, cancellation);
            }
        }
        catch (WrongSettingsException wrong)
        {
            findings.AddRange(wrong.Faults.Select(fault => new Finding(Result.Fail, "settings", fault.ToString())));
            Report(findings, asJson);
            return WrongSettingsException.ExitCode;
        }

        Report(findings, asJson);
        return findings.Any(finding => finding.Result == Result.Fail) ? 1 : 0;
    }

    private static void Settings(WebApplication app, List<Finding> findings)
    {
        LiveSettings settings = app.Services.GetRequiredService<LiveSettings>();
        findings.Add(settings.Brands.Brands.Count == 0
            ? new(Result.Warn, "settings", "no brand is watched, so that every mention is stored as unmatched and none is shown; see Brands")
            : new(Result.Ok, "settings", $"{settings.Brands.Brands.Count} brands: {string.Join(", ", settings.Brands.Brands.Take(10).Select(brand => brand.Name))}"));
        findings.AddRange(SettingsReader.UnknownKeys(app.Configuration).Select(key => new Finding(Result.Warn, "settings", key)));
        findings.Add(TextFolding.IsComplete
            ? new(Result.Ok, "matching", "full Unicode folding")
            : new(Result.Fail, "matching", "this runtime has no ICU, so that rules miss other forms of the same letters; unset InvariantGlobalization and install ICU"));
    }

    private static void Cards(WebApplication app, List<Finding> findings)
    {
        try
        {
            findings.Add(new(Result.Ok, "cards", $"{app.Services.GetRequiredService<CardLibrary>().Names.Count} templates expand over their samples"));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or global::ChatTriage.Cards.Templating.CardTemplateException)
        {
            findings.Add(new(Result.Fail, "cards", fault.Message));
        }
    }

    private static async Task DatabaseAsync(Database database, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            if (database.Exists && database.PendingMigrations() is { Count: > 0 } pending)
            {
                // Not run from here: an older version may be serving from this file.
                findings.Add(new(Result.Warn, "database", $"{database.Description}: {pending.Count} migrations will be run at the next start"));
                return;
            }

            await database.MigrateAsync(cancellation);
            await database.WriteAsync(session => session.Connection.ExecuteAsync("UPDATE person SET name = name WHERE address = 'check:none'"), cancellation);
            findings.Add(new(Result.Ok, "database", $"{database.Description} takes writes"));
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            findings.Add(new(Result.Fail, "database", $"{database.Description}: {fault.Message}"));
        }
    }

    /// <summary>Those of the settings, and those that were connected from within a chat.</summary>
    private static async Task ChannelsAsync(IServiceProvider services, List<Finding> findings, CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<ConnectedChannels>().ReadAsync(cancellation);
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or System.Data.Common.DbException)
        {
            // A store without the table has none connected; one that does not answer was named before.
        }

        findings.AddRange(ConnectedPlatforms.Missing(services).Select(address => new Finding(Result.Warn, "channels", $"no chat platform is connected for {address}; what belongs there waits")));
        findings.AddRange(ConnectedPlatforms.Unserved(services.GetRequiredService<LiveSettings>().Brands).Select(unserved => new Finding(Result.Warn, "channels", unserved)));
    }

    private static async Task RedisAsync(RedisConnection redis, List<Finding> findings)
    {
        if (!redis.IsConfigured)
        {
            findings.Add(new(Result.Ok, "claims", RedisWords.Of(redis)));
            return;
        }

        try
        {
            TimeSpan ping = await redis.Database.PingAsync();
            await redis.Database.ScriptEvaluateAsync("return redis.call('TIME')[1]");
            findings.Add(new(Result.Ok, "claims", $"{RedisWords.Of(redis)}; answers in {ping.TotalMilliseconds:0.0} ms"));
            await RedisMemoryAsync(redis, findings);
        }
        catch (Exception fault) when (RedisConnection.IsAway(fault))
        {
            findings.Add(new(Result.Fail, "claims", $"Redis ({redis.Servers}) does not answer: is it running, and is Redis:ConnectionString right? Until then the database decides alone"));
        }
    }

    private static async Task RedisMemoryAsync(RedisConnection redis, List<Finding> findings)
    {
        try
        {
            IServer server = redis.Multiplexer.GetServers()[0];
            // INFO, because CONFIG is for administrators and hosted servers do not have it.
            string? policy = (await server.InfoAsync("memory")).SelectMany(section => section).FirstOrDefault(line => line.Key == "maxmemory_policy").Value;
            findings.Add(policy is null or "noeviction"
                ? new(Result.Ok, "redis memory", "noeviction")
                : new(Result.Warn, "redis memory", $"maxmemory-policy is {policy}; set it to noeviction, or claims may be forgotten early (the database still decides)"));
        }
        catch (Exception fault) when (RedisConnection.IsAway(fault) || fault is RedisCommandException or InvalidOperationException)
        {
            findings.Add(new(Result.Warn, "redis memory", "the server does not tell its maxmemory-policy; it should be noeviction"));
        }
    }

    private static async Task PlatformsAsync(IServiceProvider services, List<Finding> findings, CancellationToken cancellation)
    {
        Address[] channels = [.. ConnectedPlatforms.Channels(services)];
        foreach (IChatPlatform platform in services.GetRequiredService<ChatPlatforms>().All)
        {
            IReadOnlyList<PlatformFinding> found = await platform.CheckAsync([.. channels.Where(channel => channel.Platform == platform.Name)], cancellation);
            findings.AddRange(found.Select(finding => new Finding(finding.IsWell ? Result.Ok : Result.Fail, finding.What, finding.Text)));
        }
    }

    /// <summary>One question about two words, which costs one text record.</summary>
    private static async Task AnalysisAsync(AzureLanguageClient? azure, List<Finding> findings, CancellationToken cancellation)
    {
        if (azure is null)
        {
            return;
        }

        try
        {
            await azure.AskAsync(AzureKind.LanguageDetection, [new AzureQuestion(AzureKind.LanguageDetection, "Good morning", Language: null)], cancellation);
            findings.Add(new(Result.Ok, "analysis", $"{AzureStatus.Name} answers"));
        }
        catch (AzureUnavailableException fault)
        {
            findings.Add(new(Result.Fail, "analysis", $"{AzureStatus.Name}: {fault.Message}; see docs/operations.md. Until it answers the built-in model's word stays"));
        }
    }

    private static void Report(List<Finding> findings, bool asJson)
    {
        if (asJson)
        {
            OneShot.Print(new JsonArray([.. findings.Select(finding => new JsonObject
            {
                ["result"] = finding.Result.ToString().ToLowerInvariant(), ["what"] = finding.What, ["text"] = finding.Text,
            })]));
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("What").AddColumn("Finding");
        foreach (Finding finding in findings)
        {
            table.AddRow(new Markup(finding.Result switch { Result.Ok => "[green]ok[/]", Result.Warn => "[yellow]warn[/]", _ => "[red]FAIL[/]" }), new Text(finding.What), new Text(finding.Text));
        }

        AnsiConsole.Write(table);
    }

    private enum Result
    {
        Ok,
        Warn,
        Fail,
    }

    private sealed record Finding(Result Result, string What, string Text);
}
