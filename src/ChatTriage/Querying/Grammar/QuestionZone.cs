namespace ChatTriage.Querying.Grammar;

/// <summary>Fixes the clock on which a question was meant, for an answer that others read and press on: their day may be another.</summary>
public static class QuestionZone
{
    /// <summary>The question with the asker's zone written into it, unless it names one itself or the asker's is not known.</summary>
    public static Question Kept(Question question, TimeZoneInfo? zone) => question.With(asked => asked.Zone is null ? asked with { Zone = zone?.Id } : asked);
}
