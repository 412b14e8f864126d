using System.Diagnostics;
using System.Globalization;
using ChatTriage.Commands;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Listening;
using ChatTriage.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Questions to stores of different sizes, each beside one row looked up by its id in the same process: all kinds in turn, so that whatever else runs on the machine meets them alike.
/// </summary>
internal static class QueryLoad
{
    private const string Select = "one row by id";
    private const string Today = "brand X today";
    private const string Command = "the same by a signed command of Slack";
    private static readonly Person Asker = new(Address.Parse("playground:noah"), "Noah", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public static async Task<int> RunAsync(QueryOptions options)
    {
        var all = new List<Dictionary<string, double[]>>();
        foreach (int rows in options.Rows)
        {
            string folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"chattriage-query-{rows}-{Environment.ProcessId}")).FullName;
            try
            {
                all.Add(await RunAsync(rows, Path.Combine(folder, "query.db"), options.Rounds));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Report(options.Rows, all);
        return 0;
    }

    private static async Task<Dictionary<string, double[]>> RunAsync(int rows, string file, int rounds)
    {
        long start = Stopwatch.GetTimestamp();
        var random = new Random(1);
        var store = new QueryStore(rows, random);
        await store.WriteAsync(file);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} mentions written in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s, {new FileInfo(file).Length / 1e9:0.0} GB"));
        await using SlackStub slack = await SlackStub.StartAsync();
        var clock = new ShiftedClock(QueryStore.End);
        await using WebApplication app = await StartAsync(file, slack, clock);
        using var asker = new SlackAsker(new Uri(app.Urls.First()), slack.ResponseUrl, clock);
        await KnowChartsAsync(asker);
        var answers = app.Services.GetRequiredService<AnswerBrand>();
        var database = app.Services.GetRequiredService<Database>();
        var compare = app.Services.GetRequiredService<CompareBrands>();
        var keywords = app.Services.GetRequiredService<FindKeywords>();
        Task Ask(PeriodAsked period, QuestionFilter filter) =>
            answers.RunAsync(new Question.AboutBrand(new BrandQuestion(store.Brand(), period, filter)), Asker, QueryStore.End, after: null, CancellationToken.None);
        var kinds = new (string Name, int Every, Func<Task> Ask)[]
        {
            (Select, 1, () => database.LookUpAsync(statements => statements.FindMention(1 + random.Next(rows)))),
            (Today, 1, () => Ask(PeriodAsked.Today, QuestionFilter.None)),
            (Command, 2, () => asker.AskAsync($"{store.Brand()} today")),
            ("brand X today status:open", 2, () => Ask(PeriodAsked.Today, new QuestionFilter { Statuses = [StatusAsked.Open] })),
            ("brand X today \"word\"", 2, () => Ask(PeriodAsked.Today, new QuestionFilter { Words = [store.Word()] })),
            ("brand X last 7 days \"word\"", 10, () => Ask(new PeriodAsked.Rolling(7, RollingUnit.Day), new QuestionFilter { Words = [store.Word()] })),
            ("brand X last 30 days", 10, () => Ask(new PeriodAsked.Rolling(30, RollingUnit.Day), QuestionFilter.None)),
            ("X vs Y vs Z today", 4, () => compare.RunAsync(
                new Question.Comparison(new BrandQuestion(store.Brand(), PeriodAsked.Today, QuestionFilter.None), [store.Brand(), store.Brand()]), Asker, QueryStore.End, CancellationToken.None)),
            ("keywords X last 7 days", 20, () => keywords.RunAsync(
                new Question.Keywords(new BrandQuestion(store.Brand(), new PeriodAsked.Rolling(7, RollingUnit.Day), QuestionFilter.None)), Asker, QueryStore.End, CancellationToken.None)),
        };
        var times = kinds.ToDictionary(kind => kind.Name, _ => new List<double>());
        for (int round = -rounds / 4; round < rounds; round++)
        {
            foreach ((string name, int every, Func<Task> ask) in kinds)
            {
                if (round % every == 0)
                {
                    long asked = Stopwatch.GetTimestamp();
                    await ask();
                    double took = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                    if (round >= 0)
                    {
                        times[name].Add(took);
                    }
                }
            }
        }

        await app.StopAsync();
        return times.ToDictionary(kind => kind.Key, kind => kind.Value.Order().ToArray());
    }

    /// <summary>A workspace's first answer finds out whether it draws charts; the ones after it come in the acknowledgement.</summary>
    private static async Task KnowChartsAsync(SlackAsker asker)
    {
        string question = $"{QueryStore.BrandName(0)} today";
        for (int tries = 0; !(await asker.AskAsync(question)).Contains("\"blocks\"", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            if (tries == 50)
            {
                throw new InvalidOperationException("Slack's command is not answered in its acknowledgement");
            }
        }
    }

    private static async Task<WebApplication> StartAsync(string file, SlackStub slack, TimeProvider clock)
    {
        WebApplicationBuilder builder = ChatTriageBuilder.Create([], "Development");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Enumerable.Range(0, QueryStore.Brands).SelectMany(brand => new KeyValuePair<string, string?>[]
        {
            new($"Brands:{brand}:Name", QueryStore.BrandName(brand)), new($"Brands:{brand}:Match", QueryStore.BrandName(brand)),
        }))
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Database:ConnectionString"] = $"Data Source={file}",
            ["Playground:SampleMentions"] = "false",
            ["Slack:BotToken"] = "xoxb-load",
            ["Slack:SigningSecret"] = SlackAsker.Secret,
            ["Slack:ApiBaseUrl"] = slack.ApiBase,
            ["Triage:Channels:0"] = $"slack:{SlackStub.Triage}",
            ["Triage:Owners:0"] = $"slack:{SlackStub.Owner}",
            ["Desks:CustomerService:Channels:0"] = $"slack:{SlackStub.Desk}",
            ["Desks:PublicRelations:Channels:0"] = $"slack:{SlackStub.Desk}",
        });
        builder.Services.AddSingleton(clock);
        builder.Logging.ClearProviders();
        WebApplication app = builder.AddChatTriage().Build();
        await ServeCommand.StartAsync(app);
        return app;
    }

    private static void Report(int[] rows, List<Dictionary<string, double[]>> all)
    {
        foreach ((int stored, Dictionary<string, double[]> times) in rows.Zip(all))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{stored:N0} mentions\n\n| | times | p50 ms | p99 ms | p99 of one row | p99 of the answer today |\n|---|---:|---:|---:|---:|---:|"));
            foreach ((string kind, double[] took) in times)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {kind} | {took.Length:N0} | {At(took, 0.5):0.000} | {At(took, 0.99):0.000} | {At(took, 0.99) / At(times[Select], 0.99):0.0} | {At(took, 0.99) / At(times[Today], 0.99):0.0} |"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\np99 of \"{Today}\" is {At(times[Today], 0.99) / At(times[Select], 0.99):0.0} times that of one row (25 at most), its median {At(times[Today], 0.5) / At(times[Select], 0.5):0.0} times"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the answer is {At(times[Today], 0.5) / At(times[Command], 0.5):0%} of the time of a signed command (half at most), by the medians"));
        }

        if (all.Count > 1)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"from {rows[0]:N0} to {rows[^1]:N0} mentions p99 of \"{Today}\" grows {At(all[^1][Today], 0.99) / At(all[0][Today], 0.99):0.00} times (2 at most), its median {At(all[^1][Today], 0.5) / At(all[0][Today], 0.5):0.00} times"));
        }
    }

    private static double At(double[] sorted, double part) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
}
