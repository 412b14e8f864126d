using System.Security.Cryptography;
using System.Text;
using ChatTriage.Settings;

namespace ChatTriage.Querying.Api;

/// <summary>Tells which client a token belongs to. Every token is compared, and in a time that does not depend on what was sent.</summary>
internal static class ApiTokens
{
    private const string Scheme = "Bearer ";
    private const int MaxHeader = 1024;

    /// <summary>The client's name; nothing for a header that is no token of ours.</summary>
    /// <param name="options">The clients there are.</param>
    /// <param name="authorization">The header <c>Authorization</c>.</param>
    public static string? ClientOf(ApiOptions options, string? authorization)
    {
        if (authorization is not { Length: <= MaxHeader } || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Hashes are of one length, so that not even the length of a token can be measured.
        byte[] sent = HashOf(authorization[Scheme.Length..].Trim());
        string? client = null;
        foreach (ApiTokenOptions token in options.Tokens)
        {
            client = CryptographicOperations.FixedTimeEquals(sent, HashOf(token.Token)) ? token.Name : client;
        }

        return client;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
