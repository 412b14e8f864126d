using BenchmarkDotNet.Running;
using ChatTriage.Benchmarks;

// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- ingest|claim [key=value …]   load through the front door, beside a limit in the same run
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- slack|teams [peer=FOLDER key=value …]  clicks as the platform sends them, beside peers in the same run
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- match                        BenchmarkDotNet, beside a compiled regular expression
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- proxy AIRLINE.csv --out FILE.csv [--test TEST.csv]   decisions for `chattriage replay`
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- learn                        a suggestion, a step of learning, a start
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- stories [data=FOLDER]         near-copies in crisis posts, beside comparing all with all
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- analyze file=FILE.csv [column=text rounds=5]  language, tone and phrases on one thread, beside a plain word list
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- query [--rows 1000000,10000000] [--folder FOLDER] [--rounds 2000]  questions to large stores, beside one row by its id
return args switch
{
    ["ingest", .. var rest] => await IngestLoad.RunAsync(LoadOptions.Parse(rest)),
    ["claim", .. var rest] => await ClaimLoad.RunAsync(LoadOptions.Parse(rest)),
    ["slack", .. var rest] => await SlackLoad.RunAsync(ClickLoadOptions.Parse(rest, rate: 500)),
    ["teams", .. var rest] => await TeamsLoad.RunAsync(ClickLoadOptions.Parse(rest, rate: 200)),
    ["stories", .. var rest] => StoryBenchmark.Run(StoryOptions.Parse(rest)),
    ["match", .. var rest] => BenchmarkRunner.Run<MatchBenchmark>(args: rest).HasCriticalValidationErrors ? 1 : 0,
    ["proxy", .. var rest] => await AirlineProxy.RunAsync(rest),
    ["query", .. var rest] => await QueryLoad.RunAsync(QueryOptions.Parse(rest)),
    ["learn"] => await LearnLoad.RunAsync(),
    ["analyze", .. var rest] => AnalyzeLoad.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("ingest | claim | slack | teams | match | stories | query | analyze | proxy | learn; with rules=1000 mentions=100000 rounds=5 redis=127.0.0.1:6379");
    return 2;
}
