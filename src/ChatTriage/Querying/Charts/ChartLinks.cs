using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ChatTriage.Cards;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatTriage.Querying.Charts;

/// <summary>
/// Addresses of pictures. The sealed part is the chart itself, so that nothing is kept for it, every replica can draw it, and nothing else can be read
/// with it; after a week it leads nowhere.
/// </summary>
public sealed class ChartLinks(IDataProtectionProvider protection)
{
    /// <summary>Slack takes addresses of 3,000 characters; none of ours comes near.</summary>
    public const int MaxSealed = 2500;

    private const int MaxPlain = 8000;
    private const int MostLabels = 62;
    private const int MostLetters = 60;
    private static readonly TimeSpan Valid = TimeSpan.FromDays(7);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("ChatTriage.Charts").ToTimeLimitedDataProtector();

    /// <summary>The path of the picture; nothing when there is too much on it.</summary>
    public string? PathOf(ChartFigures chart)
    {
        byte[] plain = Write(chart);
        if (plain.Length > MaxPlain || chart.Labels.Count > MostLabels)
        {
            return null;
        }

        string name = WebEncoders.Base64UrlEncode(_protector.Protect(Packed(plain), Valid));
        return name.Length <= MaxSealed ? $"/charts/{name}.png" : null;
    }

    /// <summary>The chart of a picture; nothing for what was not sealed here or is over.</summary>
    public ChartFigures? Open(string name)
    {
        if (name.Length > MaxSealed)
        {
            return null;
        }

        try
        {
            return Read(Unpacked(_protector.Unprotect(WebEncoders.Base64UrlDecode(name))));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Write(ChartFigures chart)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(CardText.Cut(chart.Title, MostLetters));
        writer.Write(chart.Unit);
        writer.Write7BitEncodedInt(chart.Labels.Count);
        foreach (string label in chart.Labels)
        {
            writer.Write(CardText.Cut(label, MostLetters));
        }

        writer.Write7BitEncodedInt(chart.Series.Count);
        foreach (ChartSeries series in chart.Series)
        {
            writer.Write(CardText.Cut(series.Name, MostLetters));
            foreach (long value in series.Values)
            {
                writer.Write7BitEncodedInt64(value);
            }
        }

        return bytes.ToArray();
    }

    private static ChartFigures Read(byte[] plain)
    {
        using var reader = new BinaryReader(new MemoryStream(plain), Encoding.UTF8);
        (string title, string unit) = (reader.ReadString(), reader.ReadString());
        string[] labels = [.. Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => reader.ReadString())];
        return new ChartFigures(
            title, unit, labels, [.. Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => new ChartSeries(reader.ReadString(), [.. labels.Select(_ => reader.Read7BitEncodedInt64())]))]);
    }

    /// <summary>The length stands before it, so that unpacking never needs more than was packed.</summary>
    private static byte[] Packed(byte[] plain)
    {
        byte[] packed = new byte[sizeof(ushort) + BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(packed, (ushort)plain.Length);
        BrotliEncoder.TryCompress(plain, packed.AsSpan(sizeof(ushort)), out int written);
        return packed[..(sizeof(ushort) + written)];
    }

    private static byte[] Unpacked(byte[] packed)
    {
        byte[] plain = new byte[Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(packed), MaxPlain)];
        return BrotliDecoder.TryDecompress(packed.AsSpan(sizeof(ushort)), plain, out int written) && written == plain.Length ? plain : throw new InvalidDataException("not what was packed");
    }
}
