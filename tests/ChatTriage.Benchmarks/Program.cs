using BenchmarkDotNet.Running;
using ChatTriage.Benchmarks;

// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- ingest|claim [key=value …]   load through the front door, beside a limit in the same run
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- slack|teams [peer=FOLDER key=value …]  clicks as the platform sends them, beside peers in the same run
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- match                        BenchmarkDotNet, beside a compiled regular expression
// dotnet run -c Release --project tests/ChatTriage.Benchmarks -- analyze file=FILE.csv [column=text rounds=5]  language, tone and phrases on one thread, beside a plain word list
return args switch
{
    ["ingest", .. var rest] => await IngestLoad.RunAsync(LoadOptions.Parse(rest)),
    ["claim", .. var rest] => await ClaimLoad.RunAsync(LoadOptions.Parse(rest)),
    ["slack", .. var rest] => await SlackLoad.RunAsync(ClickLoadOptions.Parse(rest, rate: 500)),
    ["teams", .. var rest] => await TeamsLoad.RunAsync(ClickLoadOptions.Parse(rest, rate: 200)),
    ["match", .. var rest] => BenchmarkRunner.Run<MatchBenchmark>(args: rest).HasCriticalValidationErrors ? 1 : 0,
    ["analyze", .. var rest] => AnalyzeLoad.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("ingest | claim | slack | teams | match | analyze; with rules=1000 mentions=100000 rounds=5 redis=127.0.0.1:6379");
    return 2;
}
