using System.Buffers.Binary;
using System.IO.Compression;

namespace ChatTriage.Tests.Teams;

/// <summary>A PNG of 8 bits a channel, not interlaced, as red, green, blue and alpha of every pixel.</summary>
internal sealed record PngImage(int Width, int Height, byte[] Pixels)
{
    private const int SignatureLength = 8;
    private const int Channels = 4;

    /// <summary>Every pixel, row by row.</summary>
    public IEnumerable<(byte Red, byte Green, byte Blue, byte Alpha)> All => Pixels.Chunk(Channels).Select(pixel => (pixel[0], pixel[1], pixel[2], pixel[3]));

    /// <summary>Reads a file.</summary>
    public static PngImage Read(byte[] file)
    {
        file.AsSpan(0, SignatureLength).SequenceEqual((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]).ShouldBeTrue();
        using var data = new MemoryStream();
        byte[] header = [];
        for (int at = SignatureLength; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string name = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            byte[] chunk = file[(at + 8)..(at + 8 + length)];
            header = name == "IHDR" ? chunk : header;
            data.Write(name == "IDAT" ? chunk : []);
            at += 12 + length;
        }

        (header[8], header[12]).ShouldBe(((byte)8, (byte)0));
        int channels = header[9] switch { 2 => 3, 6 => 4, _ => throw new NotSupportedException($"Colour type {header[9]}") };
        (int width, int height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        data.Position = 0;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        return new PngImage(width, height, [.. Rows(inflated, width, height, channels).SelectMany(row => row.Chunk(channels)).SelectMany(pixel => channels == Channels ? pixel : [.. pixel, byte.MaxValue])]);
    }

    private static IEnumerable<byte[]> Rows(Stream stream, int width, int height, int channels)
    {
        byte[] above = new byte[width * channels];
        for (int y = 0; y < height; y++)
        {
            int filter = stream.ReadByte();
            byte[] row = new byte[width * channels];
            stream.ReadExactly(row);
            for (int x = 0; x < row.Length; x++)
            {
                (int left, int up, int corner) = (x < channels ? 0 : row[x - channels], above[x], x < channels ? 0 : above[x - channels]);
                row[x] += (byte)(filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Nearest(left, up, corner), _ => throw new NotSupportedException($"Filter {filter}") });
            }

            yield return above = row;
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        (int l, int u, int c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return l <= u && l <= c ? left : u <= c ? up : corner;
    }
}
