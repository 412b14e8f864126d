namespace ChatTriage.Training;

/// <summary>One text as its features.</summary>
/// <param name="Indexes">Places in the weight table.</param>
/// <param name="Values">How strongly the text has each.</param>
/// <param name="Label">The class.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record Example(int[] Indexes, float[] Values, int Label, float Weight = 1);
