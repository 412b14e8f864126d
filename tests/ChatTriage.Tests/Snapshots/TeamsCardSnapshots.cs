using ChatTriage.Tests.Teams;

namespace ChatTriage.Tests.Snapshots;

/// <summary>The Teams cards over their samples, as they are sent.</summary>
public sealed class TeamsCardSnapshots
{
    [Fact]
    public void Triage_Card() => TeamsCardSamples.Ready("triage").ShouldBeSnapshot("teams-triage");

    [Fact]
    public void Hostile_Triage_Card() => TeamsCardSamples.Ready("triage", "markdown").ShouldBeSnapshot("teams-triage-hostile");

    [Fact]
    public void Shorter_Triage_Card() => TeamsCardSamples.Ready("triage", "sample", shorter: true).ShouldBeSnapshot("teams-triage-shorter");

    [Fact]
    public void Claimed_Card() => TeamsCardSamples.Ready("claimed").ShouldBeSnapshot("teams-claimed");

    [Fact]
    public void Answer_To_A_Question() => TeamsCardSamples.Ready("list").ShouldBeSnapshot("teams-list");

    [Fact]
    public void Answer_About_A_Brand() => TeamsCardSamples.Ready("answer").ShouldBeSnapshot("teams-brand");

    [Fact]
    public void Brands_Beside_Each_Other() => TeamsCardSamples.Ready("comparison").ShouldBeSnapshot("teams-comparison");

    [Fact]
    public void Phrases_That_Rise_And_Fall() => TeamsCardSamples.Ready("keywords").ShouldBeSnapshot("teams-keywords");

    [Fact]
    public void Digest() => TeamsCardSamples.Ready("digest").ShouldBeSnapshot("teams-digest");

    [Fact]
    public void Saved_Questions() => TeamsCardSamples.Ready("watches").ShouldBeSnapshot("teams-watches");

    [Fact]
    public void Board_Of_A_Spike() => TeamsCardSamples.Ready("board").ShouldBeSnapshot("teams-board");

    [Fact]
    public void Mention_In_Any_Chat() => TeamsCardSamples.Ready("item").ShouldBeSnapshot("teams-item");

    [Fact]
    public void Word_In_The_Place_Of_A_Card() => TeamsCardSamples.Ready("said").ShouldBeSnapshot("teams-said");
}
