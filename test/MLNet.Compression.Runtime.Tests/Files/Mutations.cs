using System.Buffers.Binary;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Damages a file's bytes at random, the same way for the same seed.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly long[] Extremes =
        [0, 1, -1, 127, 128, 255, 65_535, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 40];

    private readonly Random _random = new(seed);

    /// <summary>A copy of <paramref name="original"/> with one to four changes, most of them in its first <paramref name="focus"/> bytes.</summary>
    public byte[] Next(byte[] original, int focus)
    {
        var bytes = original.ToList();
        for (var changes = Math.Max(1, _random.Next(-3, 5)); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = _random.Next(_random.Next(4) == 0 ? bytes.Count : Math.Min(focus, bytes.Count));
            Change(bytes, at);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, int at)
    {
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes[at] = (byte)"0123456789,:[]{}\"-.eEX"[_random.Next(22)];
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(1, 40)));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, _random.Next(1, 40))));
                break;
            case 5:
                bytes.RemoveRange(at, _random.Next(8) == 0 ? bytes.Count - at : 1);
                break;
            case 6:
                Overwrite(bytes, at, _random.Next(1, 9));
                break;
            case 7:
                bytes.Insert(at, (byte)_random.Next(256));
                break;
            default:
                var other = _random.Next(bytes.Count);
                (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                break;
        }
    }

    private void Overwrite(List<byte> bytes, int at, int length)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, Extremes[_random.Next(Extremes.Length)]);
        for (var i = 0; i < length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }
}
