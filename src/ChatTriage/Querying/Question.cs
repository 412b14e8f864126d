namespace ChatTriage.Querying;

/// <summary>What somebody asked with <c>/mentions</c>.</summary>
public abstract record Question
{
    /// <summary><c>[brand] NAME today|yesterday|7d</c>.</summary>
    public sealed record AboutBrand(string Brand, Period Period) : Question;

    /// <summary><c>open</c>: what still needs somebody.</summary>
    public sealed record Open : Question;

    /// <summary><c>mine</c>: what the asker holds.</summary>
    public sealed record Mine : Question;

    /// <summary><c>status</c>: health in words.</summary>
    public sealed record Status : Question;

    /// <summary><c>suggestions</c>: how what was suggested has done.</summary>
    public sealed record Suggestions : Question;

    /// <summary><c>help</c>, or nothing at all.</summary>
    public sealed record Help : Question;

    /// <summary>Not understood: why, and what would be.</summary>
    public sealed record NotUnderstood(string Problem, string Example) : Question;
}
