using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>Rows of inputs to the same inputs of all tokens side by side.</summary>
internal static unsafe class TokenTranspose
{
    /// <summary>target [inputs / 4 x tokens x 4] of rows [tokens x inputs].</summary>
    /// <param name="x">The rows.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="rows">How many there are; beyond, the last is repeated.</param>
    /// <param name="tokens">How many there are to be, a multiple of 4.</param>
    /// <param name="padded">Inputs, a multiple of 16.</param>
    /// <param name="target">Receives them.</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(in QuantizedRows x, int first, int rows, int tokens, int padded, byte* target)
    {
        var last = first + rows - 1;
        for (var token = 0; token < tokens; token += Transpose4x4.Size)
        {
            // Copied bit by bit, so that 4 bytes may pass as a float.
            var row0 = (float*)x.Row(Math.Min(first + token, last));
            var row1 = (float*)x.Row(Math.Min(first + token + 1, last));
            var row2 = (float*)x.Row(Math.Min(first + token + 2, last));
            var row3 = (float*)x.Row(Math.Min(first + token + 3, last));
            var line = (float*)target + token;
            for (var i = 0; i < padded / sizeof(float); i += Transpose4x4.Size, line += (nint)Transpose4x4.Size * tokens)
            {
                Transpose4x4.Run(row0 + i, row1 + i, row2 + i, row3 + i, line, tokens);
            }
        }
    }
}
