using System.Globalization;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Resuming;

/// <summary>Weights as a short text that changes with any bit of them.</summary>
internal static class WeightHash
{
    public static string Of(IEnumerable<Parameter> parameters)
    {
        var hash = 0UL;
        foreach (var parameter in parameters)
        {
            var checksum = new Crc32C();
            checksum.Append(MemoryMarshal.AsBytes(parameter.ValueSpan));
            hash = SeededRandom.Combine(SeededRandom.Combine(hash, (ulong)parameter.Count), checksum.Value);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
