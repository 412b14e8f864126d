using System.Text.RegularExpressions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Architecture;

/// <summary>The stages take a mention from one to the next and never know which chat platform it is seen on.</summary>
public sealed partial class BorderTests
{
    private static readonly string[] Stages =
        ["Mentions", "Ingestion", "Enrichment", "Triage", "Routing", "Claiming", "Querying", "Cards", "Storage", "Settings", "Observability"];

    /// <summary>Where the platforms are put together.</summary>
    private static readonly string[] Composition = ["ChatTriageBuilder.cs"];

    [Fact]
    public void Stages_Do_Not_Know_Any_Chat_Platform()
    {
        string[] wrong =
        [
            .. Repository.Sources.Where(source => Stages.Contains(source.Key.Split('/')[0]))
                .Where(source => PlatformNamespace().IsMatch(source.Value) || PlatformTypes().Any(type => Regex.IsMatch(source.Value, $@"\b{type}\b")))
                .Select(source => source.Key),
        ];

        Stages.ShouldAllBe(stage => Repository.Sources.Keys.Any(path => path.StartsWith($"{stage}/", StringComparison.Ordinal)));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Platforms_Do_Not_Know_Each_Other()
    {
        string[] wrong =
        [
            .. Repository.Sources.Where(source => source.Key.StartsWith("Platforms/", StringComparison.Ordinal) && source.Key.Split('/').Length > 2)
                .SelectMany(source => PlatformNamespace().Matches(source.Value).Select(match => (source.Key, Platform: match.Groups[1].Value)))
                .Where(use => use.Platform != use.Key.Split('/')[1]).Select(use => $"{use.Key} knows {use.Platform}"),
        ];

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Only_The_Table_Of_Contents_Puts_Platforms_Together()
    {
        string[] users =
        [
            .. Repository.Sources.Where(source => !source.Key.StartsWith("Platforms/", StringComparison.Ordinal) && PlatformNamespace().IsMatch(source.Value)).Select(source => source.Key),
        ];

        users.ShouldBe(Composition);
    }

    /// <summary>Alerts and searches go by the number, so it must mean one thing.</summary>
    [Fact]
    public void Every_Log_Line_Has_A_Number_Of_Its_Own()
    {
        string[] twice = [.. Repository.Sources.SelectMany(source => LogNumber().Matches(source.Value)).GroupBy(log => log.Groups[1].Value).Where(number => number.Count() > 1).Select(number => number.Key)];

        LogNumber().IsMatch(string.Concat(Repository.Sources.Values)).ShouldBeTrue();
        twice.ShouldBeEmpty();
    }

    [Fact]
    public void Words_Of_Mentions_Are_Not_Logged()
    {
        string[] wrong =
        [
            .. Repository.Sources.SelectMany(source => LogMessage().Matches(source.Value).Select(match => (source.Key, match.Value)))
                .Where(log => ForbiddenInLogs().IsMatch(log.Value)).Select(log => $"{log.Key}: {log.Value}"),
        ];

        wrong.ShouldBeEmpty();
        Repository.Sources.Values.Sum(source => LogMessage().Count(source)).ShouldBeGreaterThan(10);
    }

    private static IEnumerable<string> PlatformTypes() => typeof(ChatTriageBuilder).Assembly.GetTypes()
        .Where(type => !type.IsNested && type.Namespace is { } home && home.StartsWith("ChatTriage.Platforms.", StringComparison.Ordinal) && type.Name.StartsWith(home.Split('.')[2], StringComparison.Ordinal))
        .Select(type => type.Name);

    [GeneratedRegex(@"\bPlatforms\.(Slack|Teams|Playground)\b")]
    private static partial Regex PlatformNamespace();

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*\]\s*private (?:static )?partial void [^;]*;")]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"\[LoggerMessage\((\d+),")]
    private static partial Regex LogNumber();

    /// <summary>Parameters that would carry a mention, what somebody typed, or a secret.</summary>
    [GeneratedRegex(@"\b(Mention mention|string (text|words|answer|note|author|secret|body|card))\b")]
    private static partial Regex ForbiddenInLogs();
}
