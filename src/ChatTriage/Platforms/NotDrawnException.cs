namespace ChatTriage.Platforms;

/// <summary>What was to be sent could not be drawn. The platform was not asked, so nothing of it can be there.</summary>
public sealed class NotDrawnException(Exception fault) : Exception($"Not drawn: {fault.GetType().Name}", fault);
