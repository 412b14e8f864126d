using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary><c>chattriage check --online</c> says whether Azure AI Language would answer, and nothing is asked without <c>--online</c>.</summary>
public sealed class AzureCheckTests
{
    [Fact]
    public async Task Service_That_Answers_Is_Well()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();

        (int exitCode, string output, string errors) = await RunAsync(azure, AzureDouble.Key, "--online");

        exitCode.ShouldBe(0, errors);
        output.ShouldContain("Azure AI Language answers");
        azure.Calls.ShouldHaveSingleItem().Documents.ShouldHaveSingleItem().Text.ShouldBe("Good morning");
        azure.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_Key_Would_Not_Work()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();

        (int exitCode, string output, string errors) = await RunAsync(azure, "zebra0123456789", "--online");

        exitCode.ShouldBe(1);
        output.ShouldContain("Azure AI Language: 401; see docs/operations.md");
        (output + errors).ShouldNotContain("zebra");
    }

    [Fact]
    public async Task Nothing_Is_Asked_Offline()
    {
        await using AzureDouble azure = await AzureDouble.StartAsync();

        (await RunAsync(azure, AzureDouble.Key)).ExitCode.ShouldBe(0);

        azure.Requests.ShouldBe(0);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(AzureDouble azure, string key, params string[] more)
    {
        using var folder = new ScratchFolder();
        return await ServiceProcess.RunAsync(folder.Path, ["check", "--json", .. more], ("Analysis:Azure:Endpoint", azure.Endpoint), ("Analysis:Azure:Key", key));
    }
}
