using System.Security.Cryptography;

namespace ChatTriage.Ingestion.Signing;

/// <summary>The verification of one body, given in pieces while it is spooled; not for several threads.</summary>
public sealed class StandardWebhookSession : IDisposable
{
    private readonly IncrementalHash[] _hashes;
    private readonly List<byte[]> _signatures;

    internal StandardWebhookSession(IncrementalHash[] hashes, List<byte[]> signatures)
    {
        _hashes = hashes;
        _signatures = signatures;
    }

    /// <summary>Takes the next raw bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var hash in _hashes)
        {
            hash.AppendData(bytes);
        }
    }

    /// <summary>Whether one of the signatures belongs to the whole body under one of the secrets. Ends the session.</summary>
    public bool Finish()
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isGood = false;
        foreach (var hash in _hashes)
        {
            hash.GetHashAndReset(expected);
            foreach (var signature in _signatures)
            {
                // No early way out: the time taken must not tell which secret or signature it was.
                isGood |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return isGood;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var hash in _hashes)
        {
            hash.Dispose();
        }
    }
}
