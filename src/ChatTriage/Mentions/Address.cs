using System.Diagnostics.CodeAnalysis;

namespace ChatTriage.Mentions;

/// <summary>A channel or a person on a chat platform, written <c>platform:id</c>: <c>playground:triage</c>, <c>slack:U0123</c>.</summary>
/// <param name="Platform">Lower-case name of the platform: <c>playground</c>, <c>slack</c>, <c>teams</c>, or <c>system</c> for ChatTriage itself.</param>
/// <param name="Id">The platform's own id; may itself hold colons.</param>
public readonly record struct Address(string Platform, string Id)
{
    private const int MaxLength = 400;

    /// <summary>ChatTriage itself, as the actor of what no person did.</summary>
    public static Address System { get; } = new("system", "chattriage");

    /// <summary>Reads <c>platform:id</c>: lower-case letters, a colon, and an id without white space or control characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Address address)
    {
        address = default;
        if (text is null or { Length: > MaxLength } || text.IndexOf(':', StringComparison.Ordinal) is var colon && (colon < 1 || colon == text.Length - 1))
        {
            return false;
        }

        if (!text.AsSpan(0, colon).ContainsAnyExceptInRange('a', 'z') && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            address = new Address(text[..colon], text[(colon + 1)..]);
            return true;
        }

        return false;
    }

    /// <summary>Reads <c>platform:id</c> from our own store.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static Address Parse(string text) =>
        TryParse(text, out Address address) ? address : throw new FormatException($"'{text}' is not an address such as slack:C0123");

    /// <inheritdoc/>
    public override string ToString() => $"{Platform}:{Id}";
}
