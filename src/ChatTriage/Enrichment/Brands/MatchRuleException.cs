namespace ChatTriage.Enrichment.Brands;

/// <summary>A rule that cannot be read.</summary>
/// <param name="message">One sentence for the person who wrote the rule.</param>
/// <param name="position">0-based index of the fault in the rule; the rule's length when something is missing at its end.</param>
/// <param name="rule">The rule as written.</param>
public sealed class MatchRuleException(string message, int position, string rule = "") : Exception(message)
{
    private const int CaretContext = 60;

    /// <summary>0-based index of the fault in the rule, in UTF-16 units.</summary>
    public int Position { get; } = position;

    /// <summary>The rule on one line, cut to the surroundings of the fault, and ^ under the fault on the next.</summary>
    public string Caret
    {
        get
        {
            var from = Math.Max(0, Math.Min(Position, rule.Length) - CaretContext);
            var to = Math.Min(rule.Length, Position + CaretContext);
            var head = from > 0 ? "…" : "";
            var line = string.Concat(rule[from..to].Select(c => char.IsControl(c) ? ' ' : c));
            var tail = to < rule.Length ? "…" : "";
            return $"{head}{line}{tail}\n{new string(' ', head.Length + Position - from)}^";
        }
    }
}
