using System.Buffers.Binary;

namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A number of one to eight bytes becomes one at the edge of a range, or one beside what it was.</summary>
internal sealed class ExtremeNumber : IMutation
{
    private static readonly long[] _extremes =
    [
        0, 1, 2, 3, 7, 8, -1, -2, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 65_537, 1 << 20, 1 << 24, 1 << 30, int.MaxValue, int.MinValue,
        uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue, long.MaxValue / 4, BitConverter.SingleToInt32Bits(float.NaN),
        BitConverter.SingleToInt32Bits(float.PositiveInfinity), BitConverter.SingleToInt32Bits(float.MaxValue),
    ];

    public bool Suits(PartKind kind) => kind == PartKind.Binary;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        byte[] result = [.. bytes];
        if (result.Length == 0)
        {
            return result;
        }

        var width = 1 << random.Next(4);
        var at = Place.In(result.Length, random);

        // Fields mostly lie at multiples of their width.
        at = random.Next(2) == 0 ? at / width * width : at;
        Span<byte> number = stackalloc byte[sizeof(long)];
        number.Clear();
        var place = result.AsSpan(at, Math.Min(width, result.Length - at));
        place.CopyTo(number);
        var value = BinaryPrimitives.ReadInt64LittleEndian(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, random.Next(3) == 0 ? value + random.Next(-2, 3) : _extremes[random.Next(_extremes.Length)]);
        number[..place.Length].CopyTo(place);
        return result;
    }
}
