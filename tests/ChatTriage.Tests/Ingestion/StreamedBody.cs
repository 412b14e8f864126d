using System.Net;

namespace ChatTriage.Tests.Ingestion;

/// <summary>A body that is written while it is sent, so that its length is not announced.</summary>
internal sealed class StreamedBody(Func<Stream, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
