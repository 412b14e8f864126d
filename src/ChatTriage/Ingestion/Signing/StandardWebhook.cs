using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Ingestion.Signing;

/// <summary>The words and keys of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks), scheme v1.</summary>
public static class StandardWebhook
{
    /// <summary>The header with the delivery's id, which is also its idempotency key.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of sending, in unix seconds.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, divided by blanks: <c>v1,</c> and the Base64 of an HMAC-SHA256 each.</summary>
    public const string SignatureHeader = "webhook-signature";

    internal const string SignaturePrefix = "v1,";

    private const string SecretPrefix = "whsec_";
    private const int MinKeyBytes = 24;
    private const int MaxKeyBytes = 64;

    /// <summary>Reads a secret: <c>whsec_</c> and the Base64 of a key of 24 to 64 bytes.</summary>
    /// <remarks>The prefix is required: it is how secret scanners find a leaked one, and without it a typing error reads as a key.</remarks>
    /// <param name="secret">The secret as configured.</param>
    /// <param name="key">The key's bytes; empty on failure.</param>
    /// <param name="error">What is wrong; never quotes the secret. Empty on success.</param>
    public static bool TryParseSecret(string? secret, out byte[] key, out string error)
    {
        key = [];
        if (secret is null || !secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            error = "a webhook secret must start with whsec_";
            return false;
        }

        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), bytes, out var count))
        {
            error = "what follows whsec_ in a webhook secret must be Base64";
            return false;
        }

        if (count is < MinKeyBytes or > MaxKeyBytes)
        {
            error = $"a webhook secret must hold 24 to 64 bytes; this one holds {count}";
            return false;
        }

        key = bytes[..count];
        error = string.Empty;
        return true;
    }

    /// <summary>Signs a body, as a sender does.</summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="sentAt">The time of sending; whole seconds of it are signed.</param>
    /// <param name="body">The body's raw bytes.</param>
    /// <returns>The value of <see cref="SignatureHeader"/>.</returns>
    public static string Sign(byte[] key, string id, DateTimeOffset sentAt, ReadOnlySpan<byte> body)
    {
        using var hash = Start(key, id, sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        hash.AppendData(body);
        return SignaturePrefix + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>A hash that has taken everything that is signed in front of the body.</summary>
    internal static IncrementalHash Start(byte[] key, string id, string timestamp)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        return hash;
    }
}
