using System.Diagnostics.CodeAnalysis;

namespace ChatTriage.Ingestion.Reading;

/// <summary>One item of a request: either a mention, or the field that is wrong and a sentence saying why.</summary>
/// <param name="Index">0-based position in the request: element of the array, line (blank ones not counted), row below the header.</param>
/// <param name="Mention">The mention, or null when the item was refused.</param>
/// <param name="Field">What is wrong, such as <c>author.url</c>; <c>$</c> for the item as a whole.</param>
/// <param name="Error">What is wrong with it and what is expected; never quotes the sender's content.</param>
public readonly record struct ReadItem(long Index, IncomingMention? Mention, string? Field, string? Error)
{
    /// <summary>The field name of an error that concerns the item as a whole.</summary>
    public const string WholeItem = "$";

    /// <summary>Whether the item is a mention; otherwise <see cref="Field"/> and <see cref="Error"/> say why not.</summary>
    [MemberNotNullWhen(true, nameof(Mention))]
    [MemberNotNullWhen(false, nameof(Field), nameof(Error))]
    public bool IsMention => Mention is not null;

    internal static ReadItem Accepted(long index, IncomingMention mention) => new(index, mention, null, null);

    internal static ReadItem Refused(long index, string field, string error) => new(index, null, field, error);
}
