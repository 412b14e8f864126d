using ChatTriage.Mentions;

namespace ChatTriage.Querying.Grammar;

/// <summary>What narrows a question down. Values of one filter mean one or the other; filters all hold at once.</summary>
public sealed record QuestionFilter
{
    /// <summary>No filter.</summary>
    public static QuestionFilter None { get; } = new();

    /// <summary><c>sentiment:negative,mixed</c>.</summary>
    public ValueList<Tone> Tones { get; init; } = [];

    /// <summary><c>source:bluesky</c>, in lower case.</summary>
    public ValueList<string> Sources { get; init; } = [];

    /// <summary><c>status:open</c>.</summary>
    public ValueList<StatusAsked> Statuses { get; init; } = [];

    /// <summary><c>category:pr</c>.</summary>
    public ValueList<Category> Categories { get; init; } = [];

    /// <summary><c>lang:de</c>, in lower case; <c>pt</c> also means <c>pt-br</c>.</summary>
    public ValueList<string> Languages { get; init; } = [];

    /// <summary><c>author:@mara</c>: handles without the @, in lower case.</summary>
    public ValueList<string> Authors { get; init; } = [];

    /// <summary><c>by:me</c>: decided, held or answered by the asker.</summary>
    public bool ByMe { get; init; }

    /// <summary><c>has:link</c>: a web address stands in the text.</summary>
    public bool HasLink { get; init; }

    /// <summary><c>"exact words"</c>: each stands in the text, in that order.</summary>
    public ValueList<string> Words { get; init; } = [];

    /// <summary><c>-word</c>, <c>-"some words"</c>: none stands in the text.</summary>
    public ValueList<string> Without { get; init; } = [];

    /// <summary>Whether nothing is filtered.</summary>
    public bool IsEmpty => this == None;
}
