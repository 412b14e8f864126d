namespace ChatTriage.Enrichment.Analysis;

/// <summary>One feature of a text: a place in a weight table and how strongly the text has it. An index may occur more than once; its values add up.</summary>
/// <param name="Index">0 to <see cref="HashedFeatures.Dimensions"/> - 1.</param>
/// <param name="Value">Above or below 0, of the order of 1.</param>
public readonly record struct TextFeature(int Index, float Value);
