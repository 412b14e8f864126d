using System.Security.Cryptography;
using ChatTriage.Training;

// dotnet run -c Release --project tools/ChatTriage.Training -- sentiment|language|phrases|all [--data DIR] [--out DIR]   makes models
// dotnet run -c Release --project tools/ChatTriage.Training -- verify [--data DIR]                                       makes them again and compares
// dotnet run -c Release --project tools/ChatTriage.Training -- evaluate [--data DIR]                                     the figures of docs/models.md
string? repository = TrainingFolders.Above("ChatTriage.sln");
string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
string? data = Option("--data") ?? (Environment.GetEnvironmentVariable("CHATTRIAGE_SHARED") is { Length: > 0 } shared ? Path.Combine(shared, "data")
    : TrainingFolders.Above("shared/data/README.md") is { } above ? Path.Combine(above, "shared/data") : null);
if (args is [] || data is null || repository is null)
{
    Console.Error.WriteLine("sentiment | language | phrases | all | verify | evaluate; with --data DIR (or CHATTRIAGE_SHARED) and --out DIR");
    return 2;
}

var folders = new TrainingFolders(data, Path.Combine(repository, "tools/ChatTriage.Training"));
string target = Path.Combine(repository, "src/ChatTriage/Enrichment/Analysis/Models");
string output = Option("--out") ?? target;
(string Name, Action<TrainingFolders, Func<string, Stream>> Run)[] models = [("sentiment", SentimentTraining.Run), ("language", LanguageTraining.Run), ("phrases", PhraseTraining.Run)];
switch (args[0])
{
    case "evaluate":
        Evaluation.Run(folders);
        return 0;
    case "verify":
        bool same = true;
        string again = Directory.CreateTempSubdirectory("chattriage-models-").FullName;
        Array.ForEach(models, model => model.Run(folders, file => File.Create(Path.Combine(again, file))));
        foreach (string file in Directory.EnumerateFiles(again).Order(StringComparer.Ordinal))
        {
            string hash = Hash(file);
            bool isSame = hash == Hash(Path.Combine(target, Path.GetFileName(file)));
            same &= isSame;
            Console.WriteLine($"{hash}  {Path.GetFileName(file)}  {(isSame ? "the same" : "DIFFERENT")}");
        }

        Directory.Delete(again, recursive: true);
        return same ? 0 : 1;
    default:
        Directory.CreateDirectory(output);
        foreach ((_, Action<TrainingFolders, Func<string, Stream>> run) in models.Where(model => args[0] == "all" || args[0] == model.Name))
        {
            run(folders, file => File.Create(Path.Combine(output, file)));
        }

        return 0;
}

static string Hash(string file) => File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "";
