using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace ChatTriage.Ingestion.Signing;

/// <summary>Verifies deliveries signed by Standard Webhooks, scheme v1; may be used by many requests at once.</summary>
/// <param name="secrets">All secrets that are good at present, of which a delivery needs one: the new and the old of a rotation.</param>
/// <param name="clock">Tells the age of a delivery.</param>
/// <exception cref="ArgumentException">There is no secret, or one of them is malformed.</exception>
public sealed class StandardWebhookVerifier(IReadOnlyList<string> secrets, TimeProvider clock)
{
    /// <summary>How far the timestamp may be from the clock, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[][] _keys = Parse(secrets);

    /// <summary>Checks the headers and starts to verify a body, which may then be given in pieces of any size.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatureHeader">The header <c>webhook-signature</c>; signatures of other versions in it are passed over.</param>
    /// <param name="session">Takes the body; the caller disposes it.</param>
    /// <param name="refusal">Why the delivery was refused.</param>
    /// <returns>False when the delivery is refused whatever its body.</returns>
    public bool TryBegin(
        string? id,
        string? timestamp,
        string? signatureHeader,
        [NotNullWhen(true)] out StandardWebhookSession? session,
        out WebhookRefusal refusal)
    {
        session = null;
        refusal = Check(id, timestamp, signatureHeader, out var signatures);
        if (refusal != WebhookRefusal.None)
        {
            return false;
        }

        session = new StandardWebhookSession([.. _keys.Select(key => StandardWebhook.Start(key, id!, timestamp!))], signatures);
        return true;
    }

    private WebhookRefusal Check(string? id, string? timestamp, string? signatureHeader, out List<byte[]> signatures)
    {
        signatures = [];
        if (string.IsNullOrEmpty(id))
        {
            return WebhookRefusal.MissingId;
        }

        if (string.IsNullOrEmpty(timestamp))
        {
            return WebhookRefusal.MissingTimestamp;
        }

        if (string.IsNullOrEmpty(signatureHeader))
        {
            return WebhookRefusal.MissingSignature;
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt))
        {
            return WebhookRefusal.TimestampNotANumber;
        }

        var age = clock.GetUtcNow().ToUnixTimeSeconds() - sentAt;
        if (Math.Abs(age) > Tolerance.TotalSeconds)
        {
            return age > 0 ? WebhookRefusal.TooOld : WebhookRefusal.TooNew;
        }

        signatures = Signatures(signatureHeader);
        return signatures.Count == 0 ? WebhookRefusal.NoKnownSignature : WebhookRefusal.None;
    }

    private static List<byte[]> Signatures(string header)
    {
        var signatures = new List<byte[]>();
        foreach (var entry in header.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = new byte[HMACSHA256.HashSizeInBytes];
            if (entry.StartsWith(StandardWebhook.SignaturePrefix, StringComparison.Ordinal)
                && Convert.TryFromBase64Chars(entry.AsSpan(StandardWebhook.SignaturePrefix.Length), bytes, out var count)
                && count == bytes.Length)
            {
                signatures.Add(bytes);
            }
        }

        return signatures;
    }

    private static byte[][] Parse(IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
        {
            throw new ArgumentException("at least one webhook secret is needed", nameof(secrets));
        }

        return [.. secrets.Select(secret => StandardWebhook.TryParseSecret(secret, out var key, out var error)
            ? key
            : throw new ArgumentException(error, nameof(secrets)))];
    }
}
