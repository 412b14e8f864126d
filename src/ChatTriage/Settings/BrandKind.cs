namespace ChatTriage.Settings;

/// <summary>Whether a brand is ours to answer for.</summary>
public enum BrandKind
{
    /// <summary>Ours: mentions are triaged and answered.</summary>
    Own,

    /// <summary>Somebody else's: mentions are counted and can be asked about, and are never answered.</summary>
    Competitor,
}
