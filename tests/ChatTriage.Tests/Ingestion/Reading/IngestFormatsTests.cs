using ChatTriage.Ingestion.Reading;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class IngestFormatsTests
{
    [Theory]
    [InlineData("application/json", IngestFormat.Json)]
    [InlineData("Application/JSON; charset=UTF-8", IngestFormat.Json)]
    [InlineData("application/json; charset=\"utf-8\"; x=y", IngestFormat.Json)]
    [InlineData("application/x-ndjson", IngestFormat.NdJson)]
    [InlineData("application/ndjson", IngestFormat.NdJson)]
    [InlineData("application/jsonl", IngestFormat.NdJson)]
    [InlineData("application/x-jsonlines;charset=utf-8", IngestFormat.NdJson)]
    [InlineData("application/cloudevents+json", IngestFormat.CloudEvent)]
    [InlineData("application/cloudevents-batch+json; charset=utf-8", IngestFormat.CloudEventBatch)]
    public void Known_Types_Are_Found(string contentType, IngestFormat expected)
    {
        IngestFormats.FromContentType(contentType, out var format).ShouldBeTrue();
        format.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("json")]
    [InlineData("text/csv")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json, text/plain")]
    [InlineData("application/cloudevents")]
    public void Other_Types_And_Character_Sets_Are_Not(string? contentType) =>
        IngestFormats.FromContentType(contentType, out _).ShouldBeFalse();
}
