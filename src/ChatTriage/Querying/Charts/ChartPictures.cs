using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace ChatTriage.Querying.Charts;

/// <summary>Charts as pictures, for clients that draw none. Patterns beside colours tell the brands apart, and the font comes with the program.</summary>
public sealed class ChartPictures : IDisposable
{
    private const int Width = 800;
    private const int Height = 400;
    private const int MostTicks = 16;
    private const string FontName = "DejaVu Sans";
    private const string FontFile = "ChatTriage.Charts.DejaVuSans.ttf";
    private static readonly string[] Colors = ["#2563ad", "#d9822b", "#3d8b4f", "#8a4fa3", "#b83b4b", "#5b6770"];
    private static readonly Lazy<SKTypeface> Font = new(LoadFont);

    /// <summary>Drawing takes a processor for some milliseconds; clicks and questions come first.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The picture as PNG.</summary>
    public async Task<byte[]> DrawAsync(ChartFigures chart, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return Draw(chart);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private static byte[] Draw(ChartFigures chart)
    {
        _ = Font.Value;
        using var plot = new Plot();
        plot.Font.Set(FontName);
        double width = 0.8 / chart.Series.Count;
        foreach ((int row, ChartSeries series) in chart.Series.Index())
        {
            Bar[] drawn = [.. series.Values.Select((value, at) => new Bar
            {
                Position = at + ((row - ((chart.Series.Count - 1) / 2.0)) * width),
                Value = value,
                Size = width * 0.9,
                FillColor = Color.FromHex(Colors[row % Colors.Length]),
                LineWidth = 0,
                FillHatch = row == 0 ? null : row % 2 == 1 ? new ScottPlot.Hatches.Striped(ScottPlot.Hatches.StripeDirection.DiagonalUp) : new ScottPlot.Hatches.Dots(),
                FillHatchColor = ScottPlot.Colors.White.WithAlpha(90),
            })];
            plot.Add.Bars(drawn).LegendText = chart.Series.Count > 1 ? series.Name : "";
        }

        int step = (chart.Labels.Count + MostTicks - 1) / MostTicks;
        Tick[] ticks = [.. chart.Labels.Index().Where(label => label.Index % step == 0).Select(label => new Tick(label.Index, label.Item))];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ticks);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.Margins(bottom: 0);
        plot.HideGrid();
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Title(chart.Title);
        if (chart.Series.Count > 1)
        {
            plot.ShowLegend(Edge.Right);
        }

        return plot.GetImageBytes(Width, Height, ImageFormat.Png);
    }

    /// <summary>The same on every machine, and where there is no font at all.</summary>
    private static SKTypeface LoadFont()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(FontFile)!;
        SKTypeface font = SKTypeface.FromStream(file);
        Fonts.FontResolvers.Insert(0, new ShippedFont(font));
        return font;
    }
}
