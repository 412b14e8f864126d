using System.Globalization;

namespace ChatTriage.Tests.Ingestion.Reading;

public sealed class TimestampTests
{
    private const string Expected = "2026-11-23T14:07:00.0000000+00:00";

    [Theory]
    [InlineData("\"2026-11-23T14:07:00Z\"", Expected)]
    [InlineData("\"2026-11-23t14:07:00z\"", Expected)]
    [InlineData("\"2026-11-23 14:07Z\"", Expected)]
    [InlineData("\"2026-11-23T15:37:00+01:30\"", Expected)]
    [InlineData("\"2026-11-23T06:07:00-0800\"", Expected)]
    [InlineData("\"2026-11-23T06:07:00-08\"", Expected)]
    [InlineData("\"2026-11-23T14:06:60Z\"", Expected)]
    [InlineData("\"2026-11-23T14\\u003a07:00Z\"", Expected)]
    [InlineData("\"2026-11-23T14:07:00.1234567899Z\"", "2026-11-23T14:07:00.1234567+00:00")]
    [InlineData("1795442820", Expected)]
    [InlineData("1795442820000", Expected)]
    [InlineData("1795442820.5", "2026-11-23T14:07:00.5000000+00:00")]
    [InlineData("0", "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("\"2200-12-31T23:59:59Z\"", "2200-12-31T23:59:59.0000000+00:00")]
    [InlineData("\"1969-12-31T23:00:00-02:00\"", "1970-01-01T01:00:00.0000000+00:00")]
    public async Task Times_With_Offset_And_Unix_Times_Are_Taken(string json, string expected) =>
        (await Items.ReadWith($"\"publishedAt\":{json}")).PublishedAt!.Value.ToString("O", CultureInfo.InvariantCulture).ShouldBe(expected);

    [Theory]
    [InlineData("\"2026-11-23T14:07:00\"")]
    [InlineData("\"2026-11-23\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"2026-13-01T00:00:00Z\"")]
    [InlineData("\"2026-02-29T00:00:00Z\"")]
    [InlineData("\"2026-11-23T24:00:00Z\"")]
    [InlineData("\"2026-11-23T14:07:61Z\"")]
    [InlineData("\"2026-11-23T14:07:00.Z\"")]
    [InlineData("\"2026-11-23T14:07:00+15:00\"")]
    [InlineData("\"2026-11-23T14:07:00Zulu\"")]
    [InlineData("\"1969-12-31T23:59:59Z\"")]
    [InlineData("\"2200-12-31T23:59:59-01:00\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"1795442820\"")]
    [InlineData("-1")]
    [InlineData("9e27")]
    [InlineData("1e400")]
    [InlineData("true")]
    [InlineData("{\"$date\":1}")]
    public async Task Anything_Else_Is_Refused_With_An_Example(string json)
    {
        var (field, error) = await Items.ReadWrong($"\"publishedAt\":{json}");

        field.ShouldBe("publishedAt");
        error.ShouldNotBeNull().ShouldStartWith("not a date and time with offset, such as 2026-11-23T14:07:00Z");
    }
}
