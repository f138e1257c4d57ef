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

    public static void Multiply(byte* x, nint stride, int tokens, sbyte* blocks, ushort* indices, int count, int* sums)
    {
        if (indices == null)
        {
            Multiply<EveryBlock>(x, stride, tokens, blocks, indices, count, sums);
        }
        else
        {
            Multiply<ListedBlocks>(x, stride, tokens, blocks, indices, count, sums);
        }
    }

    private static void Multiply<TList>(byte* x, nint stride, int tokens, sbyte* blocks, ushort* indices, int count, int* sums)
        where TList : struct, IBlockList
    {
        for (var strip = 0; strip < Int8Blocks.BlockOutputs; strip += TStep.StripOutputs)
        {
            var weights = blocks + (strip * Int8Blocks.BlockInputs);
            switch (tokens)
            {
                case 1:
                    StepKernel<TStep, TVector, RowCount.One, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 2:
                    StepKernel<TStep, TVector, RowCount.Two, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 3:
                    StepKernel<TStep, TVector, RowCount.Three, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 4:
                    StepKernel<TStep, TVector, RowCount.Four, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 5:
                    StepKernel<TStep, TVector, RowCount.Five, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 6:
                    StepKernel<TStep, TVector, RowCount.Six, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 7:
                    StepKernel<TStep, TVector, RowCount.Seven, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 8:
                    StepKernel<TStep, TVector, RowCount.Eight, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 9:
                    StepKernel<TStep, TVector, RowCount.Nine, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 10:
                    StepKernel<TStep, TVector, RowCount.Ten, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                case 11:
                    StepKernel<TStep, TVector, RowCount.Eleven, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
                default:
                    StepKernel<TStep, TVector, RowCount.Twelve, TList>.Run(x, stride, weights, indices, count, sums + strip);
                    break;
            }
        }
    }
}
