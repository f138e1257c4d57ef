using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A tile of some tokens by 16 outputs on one instruction set.</summary>
internal readonly unsafe struct StepTile<TStep, TVector> : IInt8Tile
    where TStep : struct, IInt8Step<TVector>
    where TVector : struct
{
    public static string Name => TStep.Name;

    public static bool IsSupported => TStep.IsSupported;

    public static InputFormat InputFormat => TStep.InputFormat;

    public static int InputOffset => TStep.InputOffset;

    public static int MaxTokens => TStep.MaxTokens;

    public static delegate*<byte*, nint, sbyte*, ushort*, int, int*, void> ForTokens(int tokens, bool listed) =>
        listed ? ForTokens<ListedBlocks>(tokens) : ForTokens<EveryBlock>(tokens);

    private static delegate*<byte*, nint, sbyte*, ushort*, int, int*, void> ForTokens<TList>(int tokens)
        where TList : struct, IBlockList
    {
        Debug.Assert(tokens > 0 && tokens <= MaxTokens);
        switch (tokens)
        {
            case 1:
                return &StepKernel<TStep, TVector, RowCount.One, TList>.Run;
            case 2:
                return &StepKernel<TStep, TVector, RowCount.Two, TList>.Run;
            case 3:
                return &StepKernel<TStep, TVector, RowCount.Three, TList>.Run;
            case 4:
                return &StepKernel<TStep, TVector, RowCount.Four, TList>.Run;
            case 5:
                return &StepKernel<TStep, TVector, RowCount.Five, TList>.Run;
            case 6:
                return &StepKernel<TStep, TVector, RowCount.Six, TList>.Run;
            case 7:
                return &StepKernel<TStep, TVector, RowCount.Seven, TList>.Run;
            case 8:
                return &StepKernel<TStep, TVector, RowCount.Eight, TList>.Run;
            case 9:
                return &StepKernel<TStep, TVector, RowCount.Nine, TList>.Run;
            case 10:
                return &StepKernel<TStep, TVector, RowCount.Ten, TList>.Run;
            case 11:
                return &StepKernel<TStep, TVector, RowCount.Eleven, TList>.Run;
            default:
                return &StepKernel<TStep, TVector, RowCount.Twelve, TList>.Run;
        }
    }
}
