using System.Buffers;

namespace ChatTriage.Ingestion.Reading;

/// <summary>
/// A window over a stream of any length. What is not consumed yet always lies in one piece, so that an item can be parsed from a
/// span however the network cut it; the window grows only as far as its user leaves bytes unconsumed.
/// </summary>
internal sealed class BodyBuffer(Stream body) : IDisposable
{
    private const int InitialBytes = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;

    /// <summary>How many bytes of the body lie before <see cref="Unread"/>.</summary>
    public long Position { get; private set; }

    /// <summary>What was read from the body and not consumed; valid until the next <see cref="FillAsync"/>.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Gives up bytes at the front of <see cref="Unread"/>.</summary>
    public void Consume(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Reads at least one more byte; false at the end of the body.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var count = await body.ReadAsync(_bytes.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            Unread.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
