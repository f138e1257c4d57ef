using System.Globalization;
using System.Text;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>A state as a short text that changes with any name and any bit of it.</summary>
internal sealed class StateHash : IStateSink
{
    private ulong _hash;

    /// <summary>The text of a part's state.</summary>
    public static string Of(IResumable part)
    {
        var hash = new StateHash();
        part.Save(new StateWriter(hash));
        return hash._hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    void IStateSink.Add(string name, StateType type, ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32C();
        checksum.Append(Encoding.UTF8.GetBytes(name));
        checksum.Append(bytes);
        _hash = SeededRandom.Combine(SeededRandom.Combine(_hash, (ulong)bytes.Length), checksum.Value);
    }
}
