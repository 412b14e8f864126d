namespace ChatTriage.Querying.Grammar;

/// <summary>Which mentions are meant.</summary>
/// <param name="Brand">A brand's name as the settings write it.</param>
/// <param name="Period">The span of time.</param>
/// <param name="Filter">What narrows it down.</param>
/// <param name="Zone">The zone after <c>tz:</c>, an IANA or Windows id that this machine knows; nothing for the asker's own.</param>
public sealed record BrandQuestion(string Brand, PeriodAsked Period, QuestionFilter Filter, string? Zone = null);
