namespace ChatTriage.Enrichment.Analysis;

/// <summary>The tone of one word.</summary>
/// <param name="Vader">Valence in the VADER list times 30, -120 to 120.</param>
/// <param name="Afinn">Valence in the AFINN list, -5 to 5.</param>
internal readonly record struct WordTone(sbyte Vader, sbyte Afinn)
{
    /// <summary>Valences of VADER times this are stored.</summary>
    public const float VaderScale = 30;

    /// <summary>Whether the word is in neither list.</summary>
    public bool IsNone => Vader == 0 && Afinn == 0;
}
