using ChatTriage.Querying.Grammar;

namespace ChatTriage.Querying.Searching;

/// <summary>What is looked for in the index: facets and phrases, all of them already cut into words.</summary>
/// <param name="All">Groups that must each have one member.</param>
/// <param name="None">None of these.</param>
public sealed record FullTextQuery(IReadOnlyList<IReadOnlyList<string>> All, IReadOnlyList<string> None)
{
    /// <summary>Whether a filter asks for something that the index knows.</summary>
    public static bool IsNeeded(QuestionFilter filter) =>
        filter.Words.Count > 0 || filter.Without.Count > 0 || filter.Languages.Count > 0 || filter.Authors.Count > 0 || filter.HasLink;

    /// <summary>The query of a brand and a filter.</summary>
    public static FullTextQuery Of(string brand, QuestionFilter filter)
    {
        List<IReadOnlyList<string>> all = [[Facets.Brand(brand)]];
        all.AddRange(filter.Words.Select(FullTextTerms.Of).Where(words => words.Length > 0).Select(words => (IReadOnlyList<string>)[words]));
        Add(all, [.. filter.Languages.Select(Facets.Language)]);
        Add(all, [.. filter.Authors.Select(Facets.Author)]);
        Add(all, filter.HasLink ? [Facets.WithLink] : []);
        return new FullTextQuery(all, [.. filter.Without.Select(FullTextTerms.Of).Where(words => words.Length > 0)]);
    }

    /// <summary>What was asked for and has no letter in it that could be looked for.</summary>
    public static IEnumerable<string> Unfindable(QuestionFilter filter) => filter.Words.Concat(filter.Without).Where(words => FullTextTerms.Of(words).Length == 0);

    private static void Add(List<IReadOnlyList<string>> all, string[] group)
    {
        if (group.Length > 0)
        {
            all.Add(group);
        }
    }
}
