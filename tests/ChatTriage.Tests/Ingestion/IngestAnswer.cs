using System.Net;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Ingestion;

/// <summary>What a sender gets back: the report of a 202, or the problem of everything else.</summary>
internal sealed record IngestAnswer(HttpStatusCode Status, JsonObject Body, string? ContentType, TimeSpan? RetryAfter)
{
    /// <summary>The sentence of a refusal.</summary>
    public string Detail => (string)Body["detail"]!;

    /// <summary>The items that were not stored, as <c>index field</c>.</summary>
    public IReadOnlyList<string> Rejected => [.. Body["rejected"]!.AsArray().Select(item => $"{item!["index"]} {item["field"]}")];

    /// <summary>What is wrong with them.</summary>
    public IReadOnlyList<string> Errors => [.. Body["rejected"]!.AsArray().Select(item => (string)item!["error"]!)];

    /// <summary>Each item is counted in exactly one of these; the edited ones are among the duplicates.</summary>
    public void ShouldCount(long accepted = 0, long duplicates = 0, long edited = 0, long unmatched = 0, long rejected = 0)
    {
        Status.ShouldBe(HttpStatusCode.Accepted, Body.ToJsonString());
        Counts().ShouldBe((accepted, duplicates, edited, unmatched, rejected));
        Number("total").ShouldBe(accepted + duplicates + unmatched + rejected);
    }

    /// <summary>Refused with a problem that a person can read.</summary>
    public void ShouldBeRefused(HttpStatusCode status, string because)
    {
        Status.ShouldBe(status, Body.ToJsonString());
        ContentType.ShouldBe("application/problem+json");
        ((string?)Body["title"]).ShouldNotBeNullOrWhiteSpace();
        Detail.ShouldContain(because);
        Detail.ShouldEndWith(".");
    }

    /// <summary>Accepted, duplicates, edited, unmatched, rejected.</summary>
    public (long Accepted, long Duplicates, long Edited, long Unmatched, long Rejected) Counts() =>
        (Number("accepted"), Number("duplicates"), Number("edited"), Number("unmatched"), Number("rejectedCount"));

    private long Number(string name) => Body[name]!.GetValue<long>();
}
