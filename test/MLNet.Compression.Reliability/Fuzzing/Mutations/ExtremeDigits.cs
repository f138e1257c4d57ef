using System.Text;

namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A number spelt out in text becomes one at the edge of a range.</summary>
internal sealed class ExtremeDigits : IMutation
{
    private static readonly string[] _extremes =
    [
        "0", "1", "2", "-1", "255", "65536", "1048576", "16777216", "1073741824", "2147483647", "2147483648", "4294967295", "4294967296",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e308", "1e999", "1e-400", "0.5", "00", "123456789012345678901234567890",
    ];

    public bool Suits(PartKind kind) => kind is PartKind.Text or PartKind.Json;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        if (bytes.Length == 0)
        {
            return [];
        }

        var start = random.Next(bytes.Length);
        while (start < bytes.Length && !char.IsAsciiDigit((char)bytes[start]))
        {
            start++;
        }

        var end = start;
        while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }

        return [.. bytes[..start], .. Encoding.ASCII.GetBytes(_extremes[random.Next(_extremes.Length)]), .. bytes[end..]];
    }
}
