using Microsoft.Playwright;

namespace ChatTriage.BrowserTests.Infrastructure;

/// <summary>What a reader sits in front of.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Scheme">Light or dark.</param>
/// <param name="Touch">Whether it is held in the hand.</param>
public sealed record Look(int Width, int Height, ColorScheme Scheme = ColorScheme.Light, bool Touch = false)
{
    /// <summary>A laptop.</summary>
    public static Look Laptop { get; } = new(1440, 900);

    /// <summary>The same at night.</summary>
    public static Look DarkLaptop { get; } = Laptop with { Scheme = ColorScheme.Dark };

    /// <summary>A laptop of the small kind.</summary>
    public static Look SmallLaptop { get; } = new(1180, 740);

    /// <summary>A phone.</summary>
    public static Look Phone { get; } = new(390, 844, Touch: true);

    /// <summary>The same at night.</summary>
    public static Look DarkPhone { get; } = Phone with { Scheme = ColorScheme.Dark };
}
