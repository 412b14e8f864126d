namespace ChatTriage.Querying.Grammar;

/// <summary>Fixes the clock on which a question was meant, for an answer that others read and press on: their day may be another.</summary>
public static class QuestionZone
{
    /// <summary>The question with the asker's zone written into it, unless it names one itself or the asker's is not known.</summary>
    public static Question Kept(Question question, TimeZoneInfo? zone) => (question, zone?.Id) switch
    {
        (_, null) => question,
        (Question.AboutBrand about, { } id) => about with { Asked = Kept(about.Asked, id) },
        (Question.Comparison comparison, { } id) => comparison with { Asked = Kept(comparison.Asked, id) },
        (Question.Keywords keywords, { } id) => keywords with { Asked = Kept(keywords.Asked, id) },
        _ => question,
    };

    private static BrandQuestion Kept(BrandQuestion asked, string id) => asked.Zone is null ? asked with { Zone = id } : asked;
}
