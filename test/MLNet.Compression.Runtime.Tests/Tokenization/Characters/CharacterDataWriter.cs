using System.Text.Json;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Characters;

/// <summary>Makes <c>CharacterData.bin</c> from the reference lists.</summary>
internal sealed class CharacterDataWriter
{
    private static readonly string[] _ranges = ["removed", "space", "cjk", "punctuation", "whitespace_in_split", "accent"];

    private readonly List<byte> _bytes = [];

    public static byte[] Write()
    {
        var writer = new CharacterDataWriter();
        var codePoints = TokenizerGolden.Json("code-points.json");
        foreach (var name in _ranges)
        {
            writer.WriteRanges(codePoints.GetProperty(name));
        }

        writer.WriteClasses(TokenizerGolden.Json("combining-classes.json"));
        var maps = TokenizerGolden.Json("decomposition-and-case.json");
        writer.WriteMap(maps.GetProperty("decomposition"));
        writer.WriteMap(maps.GetProperty("lower_case"));
        writer.WriteRanges(TokenizerGolden.Json("other-marks.json"));
        return [.. writer._bytes];
    }

    private void WriteRanges(JsonElement ranges)
    {
        Write(ranges.GetArrayLength());
        var last = 0;
        foreach (var range in ranges.EnumerateArray())
        {
            Write(range[0].GetInt32() - last);
            last = range[1].GetInt32();
            Write(last - range[0].GetInt32());
        }
    }

    private void WriteClasses(JsonElement ranges)
    {
        WriteRanges(ranges);
        foreach (var range in ranges.EnumerateArray())
        {
            Write(range[2].GetInt32());
        }
    }

    private void WriteMap(JsonElement map)
    {
        Write(map.GetArrayLength());
        var last = 0;
        foreach (var entry in map.EnumerateArray())
        {
            var codePoint = entry[0].GetInt32();
            Write(codePoint - last);
            Write(entry[1].GetArrayLength());
            foreach (var result in entry[1].EnumerateArray())
            {
                WriteSigned(result.GetInt32() - codePoint);
            }

            last = codePoint;
        }
    }

    private void WriteSigned(int value) => Write((value << 1) ^ (value >> 31));

    private void Write(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
