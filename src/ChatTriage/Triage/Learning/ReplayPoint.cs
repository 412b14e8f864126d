namespace ChatTriage.Triage.Learning;

/// <summary>How suggestions did up to a number of decisions.</summary>
/// <param name="After">Decisions learnt from.</param>
/// <param name="Window">Suggestions made before each decision since the last point, as in life.</param>
/// <param name="HeldOut">Suggestions for posts that are never learnt from; nothing without such posts.</param>
internal sealed record ReplayPoint(int After, ReplayScore Window, ReplayScore? HeldOut);
