using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Files;

/// <summary>The CRC-32C (Castagnoli) of bytes that come in pieces.</summary>
internal sealed class Crc32C
{
    private uint _state = uint.MaxValue;

    /// <summary>The checksum of everything appended since the last reset.</summary>
    public uint Value => ~_state;

    public void Reset() => _state = uint.MaxValue;

    [MethodImpl(KernelMethod.Standalone)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }

        _state = state;
    }
}
