namespace ChatTriage.Cards.Templating;

/// <summary>The types of the template language.</summary>
internal enum CardValueKind
{
    /// <summary>JSON null.</summary>
    Null,

    /// <summary>A path the data does not have.</summary>
    Missing,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}
