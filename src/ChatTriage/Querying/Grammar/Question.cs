namespace ChatTriage.Querying.Grammar;

/// <summary>What somebody asked with <c>/mentions</c>.</summary>
public abstract record Question
{
    /// <summary>Which mentions it means; nothing when it is not about those of a brand.</summary>
    public BrandQuestion? Meant => this switch
    {
        AboutBrand about => about.Asked,
        Comparison comparison => comparison.Asked,
        Keywords keywords => keywords.Asked,
        _ => null,
    };

    /// <summary>The same question about other mentions.</summary>
    public Question With(Func<BrandQuestion, BrandQuestion> change) => this switch
    {
        AboutBrand about => about with { Asked = change(about.Asked) },
        Comparison comparison => comparison with { Asked = change(comparison.Asked) },
        Keywords keywords => keywords with { Asked = change(keywords.Asked) },
        _ => this,
    };

    /// <summary><c>[brand] NAME [period] [filters] [vs period]</c>.</summary>
    /// <param name="Asked">Which mentions.</param>
    /// <param name="Versus">The period to compare with; nothing for the equal one before.</param>
    public sealed record AboutBrand(BrandQuestion Asked, PeriodAsked? Versus = null) : Question;

    /// <summary><c>NAME vs NAME [vs NAME…] [period] [filters]</c>.</summary>
    /// <param name="Asked">The first brand, with the period and the filters that all share.</param>
    /// <param name="Others">The others, at least one.</param>
    public sealed record Comparison(BrandQuestion Asked, ValueList<string> Others) : Question;

    /// <summary><c>keywords NAME [period] [filters]</c>: phrases that rise and fall.</summary>
    public sealed record Keywords(BrandQuestion Asked) : Question;

    /// <summary><c>open</c>: what still needs somebody.</summary>
    public sealed record Open : Question;

    /// <summary><c>mine</c>: what the asker holds.</summary>
    public sealed record Mine : Question;

    /// <summary><c>watches</c>: the asker's saved questions.</summary>
    public sealed record Watches : Question;

    /// <summary><c>status</c>: health in words.</summary>
    public sealed record Status : Question;

    /// <summary><c>suggestions</c>: how what was suggested has done.</summary>
    public sealed record Suggestions : Question;

    /// <summary><c>help</c>, or nothing at all.</summary>
    public sealed record Help : Question;

    /// <summary>Not understood: never a guess.</summary>
    /// <param name="Problem">Why, in one sentence without a full stop.</param>
    /// <param name="Example">One question that would be understood, without the command's own name.</param>
    /// <param name="Marked">The question with the place marked, cut to what one line holds; nothing when there is no one place.</param>
    /// <param name="Start">Where in the typed text it begins (UTF-16 units of the text as it was given).</param>
    /// <param name="Length">How much of it is meant.</param>
    public sealed record NotUnderstood(string Problem, string Example, string? Marked = null, int Start = 0, int Length = 0) : Question;
}
