namespace ChatTriage.Platforms;

/// <summary>How a click ended.</summary>
public enum ClickKind
{
    /// <summary>It changed the mention.</summary>
    Done,

    /// <summary>It had already been done by the same click, delivered before.</summary>
    Repeated,

    /// <summary>The card was outdated; nothing changed.</summary>
    Outdated,

    /// <summary>Not allowed or not possible; nothing changed.</summary>
    Refused,

    /// <summary>The person may fill in the form; nothing changed.</summary>
    MayFill,
}
