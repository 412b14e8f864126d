using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Proves that a request comes from Slack: <c>v0=</c> and the hex HMAC-SHA256 of <c>v0:TIMESTAMP:BODY</c> under the app's signing secret, at most five
/// minutes off either way (docs.slack.dev, verifying requests).
/// </summary>
internal static class SlackSignature
{
    private const int SignatureLength = 3 + (2 * HMACSHA256.HashSizeInBytes);
    private const long MaxSeconds = 5 * 60;

    /// <summary>Whether the bytes were signed with the secret not long ago. Compares in constant time.</summary>
    public static bool IsValid(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (secret.Length == 0 || signature is not { Length: SignatureLength } || timestamp is not { Length: > 0 and <= 12 }
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > MaxSeconds)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        Span<byte> head = stackalloc byte[32];
        int length = Encoding.ASCII.GetBytes($"v0:{timestamp}:", head);
        hmac.AppendData(head[..length]);
        hmac.AppendData(body);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(mac);
        Span<char> expected = stackalloc char[SignatureLength];
        "v0=".CopyTo(expected);
        Convert.TryToHexStringLower(mac, expected[3..], out _);
        return CryptographicOperations.FixedTimeEquals(System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected), System.Runtime.InteropServices.MemoryMarshal.AsBytes(signature.AsSpan()));
    }
}
