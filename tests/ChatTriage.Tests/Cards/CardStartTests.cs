using System.Net;
using System.Net.Sockets;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Cards;

/// <summary>A card that could not be drawn stops the start, and says what is to be mended where.</summary>
public sealed class CardStartTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"body": [{"text": "${frobnicate(state)}"}]}""", "{}", "Card template 'teams/triage' at $.body[0].text, column 3: the function frobnicate() is not supported")]
    [InlineData("""{"body": [{"text": "${state +}"}]}""", "{}", "Card template 'teams/triage' at $.body[0].text, column 10: the expression ends too early")]
    [InlineData("""{"body": [{"text": "${toUpper(count)}"}]}""", """{"count": 1}""", "Card template 'teams/triage' at $.body[0].text, column 1: ${toUpper(count)}: a string is needed, not a number")]
    [InlineData("""{"body": [}""", "{}", "Card template 'teams/triage' at $: invalid JSON:")]
    [InlineData("""{"body": []}""", "{,}", "the sample cards/data/triage.json is not JSON")]
    [InlineData("""{"body": []}""", null, "card teams/triage has no sample data: write cards/data/triage.json")]
    public async Task Broken_Card_Stops_The_Start_With_Its_Place(string template, string? sample, string message)
    {
        _folder.Write("appsettings.json", "{}");
        _folder.Write("cards/teams/triage.json", template);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "cards", "slack"));
        if (sample is not null)
        {
            _folder.Write("cards/data/triage.json", sample);
        }

        // At a port that is taken, so that the program ends also if it did not mind the card.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        (int exitCode, _, string errors) = await ServiceProcess.RunAsync(_folder.Path, [], ("Urls", $"http://{taken.LocalEndpoint}"));

        exitCode.ShouldBe(78, errors);
        errors.ShouldContain($"ChatTriage cannot start: {message}");
        errors.ShouldNotContain("   at ChatTriage");
    }
}
