namespace ChatTriage.Settings;

/// <summary>Section <c>Analysis</c>: who reads tone, language and key phrases. The built-in models always do; more can be asked besides.</summary>
public sealed class AnalysisOptions
{
    /// <summary>Section <c>Analysis:Azure</c>.</summary>
    public AzureLanguageOptions Azure { get; set; } = new();
}
