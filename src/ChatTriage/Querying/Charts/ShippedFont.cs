using ScottPlot;
using SkiaSharp;

namespace ChatTriage.Querying.Charts;

/// <summary>Gives the font that comes with the program, whatever is asked for.</summary>
internal sealed class ShippedFont(SKTypeface font) : IFontResolver
{
    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => font;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => font;
}
