namespace ChatTriage.Ingestion.Reading;

/// <summary>Gives back a first line that was already taken from a text, then the rest of the text; leaves the text open.</summary>
internal sealed class RejoinedReader(string firstLine, TextReader rest) : TextReader
{
    private readonly StringReader _first = new(firstLine + "\n");

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer) => _first.Read(buffer) is var count and > 0 ? count : rest.Read(buffer);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        _first.Read(buffer.Span) is var count and > 0 ? ValueTask.FromResult(count) : rest.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _first.Dispose();
        base.Dispose(disposing);
    }
}
