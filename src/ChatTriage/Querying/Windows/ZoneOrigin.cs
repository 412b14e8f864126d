namespace ChatTriage.Querying.Windows;

/// <summary>Whose clock a window was laid on.</summary>
public enum ZoneOrigin
{
    /// <summary>The question says <c>tz:</c>.</summary>
    Question,

    /// <summary>The platform knows the asker's zone.</summary>
    Asker,

    /// <summary>The brand's own.</summary>
    Brand,

    /// <summary>The one that everything has that has none of its own.</summary>
    Server,
}
