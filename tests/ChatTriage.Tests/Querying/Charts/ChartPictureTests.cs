using System.Net;
using ChatTriage.Querying.Charts;
using ChatTriage.Tests.Infrastructure;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Querying.Charts;

/// <summary>Pictures whose address is the chart itself.</summary>
public sealed class ChartPictureTests
{
    private static readonly Gen<ChartFigures> Charts =
        from labels in Gen.String[Gen.Char.AlphaNumeric, 1, 12].Array[1, 40]
        from series in Gen.Select(Gen.String[0, 40], Gen.Long[0, 10_000_000].Array[labels.Length]).Array[1, 6]
        select new ChartFigures("Mentions by hour", "hour", labels, [.. series.Select(one => new ChartSeries(one.Item1, one.Item2))]);

    private readonly ChartLinks _links = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void What_Is_Sealed_Is_What_Is_Opened() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 12].Array[1, 40], Gen.Long[0, 10_000_000].Array[40]).Sample((labels, values) =>
    {
        var chart = new ChartFigures("Mentions by hour", "hour", labels, [new ChartSeries("Mentions", values[..labels.Length])]);
        string path = _links.PathOf(chart).ShouldNotBeNull();
        path.Length.ShouldBeLessThan(2000);
        ChartFigures opened = _links.Open(Name(path)).ShouldNotBeNull();
        (opened.Title, opened.Unit).ShouldBe((chart.Title, chart.Unit));
        opened.Labels.ShouldBe(labels);
        opened.Series.ShouldHaveSingleItem().Values.ShouldBe(values[..labels.Length]);
    });

    [Fact]
    public void However_Much_There_Is_The_Address_Stays_Short_Or_There_Is_None() => Charts.Sample(chart => (_links.PathOf(chart)?.Length ?? 0).ShouldBeLessThan(ChartLinks.MaxSealed + 20));

    [Fact]
    public void What_Was_Not_Sealed_Here_Is_Nothing()
    {
        string name = Name(_links.PathOf(Chart(1))!);
        _links.Open(name).ShouldNotBeNull();
        Gen.Int[0, name.Length - 1].Sample(at => _links.Open($"{name[..at]}{(name[at] == 'A' ? 'B' : 'A')}{name[(at + 1)..]}")?.Labels.Count.ShouldBe(24));
        new ChartLinks(new EphemeralDataProtectionProvider()).Open(name).ShouldBeNull();
        Gen.String[0, 3000].Sample(other => _links.Open(other).ShouldBeNull());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_Picture_Is_A_Small_Png_Of_The_Promised_Size(int series)
    {
        await using TestApp app = await TestApp.StartAsync();
        string path = app.Services.GetRequiredService<ChartLinks>().PathOf(Chart(series)).ShouldNotBeNull();

        using HttpResponseMessage response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        response.Headers.CacheControl!.Public.ShouldBeTrue();
        byte[] png = await response.Content.ReadAsByteArrayAsync();
        png.Length.ShouldBeLessThan(100_000);
        (BigEndian(png, 16), BigEndian(png, 20)).ShouldBe((800, 400));

        using HttpResponseMessage other = await app.Http.GetAsync(new Uri("/charts/AAAA.png", UriKind.Relative));
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Name(string path) => path["/charts/".Length..^".png".Length];

    private static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static ChartFigures Chart(int series) => new(
        "Mentions by hour", "hour", [.. Enumerable.Range(0, 24).Select(hour => $"{hour:00}")],
        [.. Enumerable.Range(1, series).Select(at => new ChartSeries($"Brand {at} Größe 水", [.. Enumerable.Range(0, 24).Select(hour => (long)(hour * at % 13))]))]);
}
