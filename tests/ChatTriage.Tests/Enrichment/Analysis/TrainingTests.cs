using ChatTriage.Tests.Infrastructure;
using ChatTriage.Training;

namespace ChatTriage.Tests.Enrichment.Analysis;

/// <summary>The models in the repository are what the training command makes.</summary>
public sealed class TrainingTests
{
    [Fact]
    [Trait("Kind", "Slow")]
    public void Making_The_Tone_And_The_Phrases_Again_Gives_The_Files_That_Ship()
    {
        string data = LabelledData.Folder();
        string repository = TrainingFolders.Above("ChatTriage.sln").ShouldNotBeNull();
        var folders = new TrainingFolders(data, Path.Combine(repository, "tools/ChatTriage.Training"));
        using var scratch = new ScratchFolder();

        SentimentTraining.Run(folders, file => File.Create(Path.Combine(scratch.Path, file)));
        PhraseTraining.Run(folders, file => File.Create(Path.Combine(scratch.Path, file)));

        string[] made = [.. Directory.EnumerateFiles(scratch.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        made.ShouldBe(["lexicon-en.model", "phrases.model", "sentiment-en.model"]);
        made.Where(file => !File.ReadAllBytes(Path.Combine(scratch.Path, file)).SequenceEqual(File.ReadAllBytes(Path.Combine(repository, "src/ChatTriage/Enrichment/Analysis/Models", file))))
            .ShouldBeEmpty();
    }
}
