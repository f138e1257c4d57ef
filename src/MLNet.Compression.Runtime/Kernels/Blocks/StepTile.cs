using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>A tile of some tokens by 16 outputs on one instruction set.</summary>
internal readonly unsafe struct StepTile<TStep, TVector> : IBlockTile
    where TStep : struct, IBlockStep<TVector>
    where TVector : struct
{
    public static string Name => TStep.Name;

    public static int BlocksAtOnce => TStep.BlocksAtOnce;

    public static int MaxTokens => TStep.MaxTokens;

    public static delegate*<byte*, nint, byte*, ushort*, int, byte*, void> ForTokens(int tokens)
    {
        Debug.Assert(tokens > 0 && tokens <= MaxTokens);
        switch (tokens)
        {
            case 1:
                return &StepKernel<TStep, TVector, RowCount.One>.Run;
            case 2:
                return &StepKernel<TStep, TVector, RowCount.Two>.Run;
            case 3:
                return &StepKernel<TStep, TVector, RowCount.Three>.Run;
            case 4:
                return &StepKernel<TStep, TVector, RowCount.Four>.Run;
            case 5:
                return &StepKernel<TStep, TVector, RowCount.Five>.Run;
            case 6:
                return &StepKernel<TStep, TVector, RowCount.Six>.Run;
            case 7:
                return &StepKernel<TStep, TVector, RowCount.Seven>.Run;
            case 8:
                return &StepKernel<TStep, TVector, RowCount.Eight>.Run;
            case 9:
                return &StepKernel<TStep, TVector, RowCount.Nine>.Run;
            case 10:
                return &StepKernel<TStep, TVector, RowCount.Ten>.Run;
            case 11:
                return &StepKernel<TStep, TVector, RowCount.Eleven>.Run;
            default:
                return &StepKernel<TStep, TVector, RowCount.Twelve>.Run;
        }
    }
}
