using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>One block each, inputs in order.</summary>
internal sealed class PlainForm : BlockForm
{
    public override int Arrangements => 1;

    public override bool CanDropIndices => true;

    [MethodImpl(KernelMethod.Standalone)]
    public override void Choose(ReadOnlySpan<sbyte> blocks, Span<byte> choices)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            choices[i] = blocks.Slice(i * Int8Blocks.BlockSize, Int8Blocks.BlockSize).ContainsAnyExcept((sbyte)0) ? (byte)0 : Absent;
        }
    }

    public override void Write(ReadOnlySpan<sbyte> block, byte choice, Span<sbyte> target) => block.CopyTo(target);

    public override int PlaceOf(int arrangement, int input) => input;

    public override bool IsComplemented(int arrangement, int place) => false;
}
