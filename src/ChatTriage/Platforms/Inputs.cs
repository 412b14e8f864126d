namespace ChatTriage.Platforms;

/// <summary>Names of the input fields on cards.</summary>
public static class Inputs
{
    /// <summary>Why.</summary>
    public const string Reason = "reason";

    /// <summary>Free words of the reason, when the chosen one does not say it.</summary>
    public const string ReasonText = "reasonText";

    /// <summary>A verb that names a category, see <see cref="Verbs.CategoryOf"/>.</summary>
    public const string Category = "category";

    /// <summary>Words for the others.</summary>
    public const string Note = "note";

    /// <summary>Hours to put it aside.</summary>
    public const string Hours = "hours";

    /// <summary>Name of a brand.</summary>
    public const string Brand = "brand";

    /// <summary>The answer's link or words.</summary>
    public const string Answer = "answer";

    /// <summary><c>public</c> or <c>private</c>.</summary>
    public const string Visibility = "visibility";

    /// <summary>Address of a person.</summary>
    public const string To = "to";

    /// <summary>When a watched question is answered: <c>daily</c>, <c>weekly</c> or <c>change</c>.</summary>
    public const string Schedule = "schedule";

    /// <summary>Where to: <c>me</c> or <c>here</c>.</summary>
    public const string Deliver = "deliver";
}
