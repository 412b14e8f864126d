namespace ChatTriage.Tests.Ingestion.Reading;

/// <summary>Gives its bytes in pieces of the sizes named, over and over, as a slow network would.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] sizes) : MemoryStream(bytes)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var size = Math.Min(buffer.Length, sizes[_reads++ % sizes.Length]);
        return base.ReadAsync(buffer[..size], cancellationToken);
    }
}
