using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Counts the blocks of a matrix that are not zero.</summary>
internal static class BlockCount
{
    /// <summary>Outputs of a small block.</summary>
    public const int SmallOutputs = 4;

    /// <summary>Blocks of 16 x 4 and of 4 x 4.</summary>
    public static (int Whole, int Small) Of(IntegerWeights weights)
    {
        var rows = new ListRows(weights, BlockLists.Outputs);
        var sums = new int[BlockLists.Outputs];
        var (whole, small) = (0, 0);
        for (var group = 0; group < BlockLists.GroupsOf(weights.Outputs); group++)
        {
            rows.Read(group, sums);
            for (var index = 0; index < Int8Blocks.BlocksAcross(weights.Inputs); index++)
            {
                var before = small;
                for (var part = rows.Block(index); !part.IsEmpty; part = part[(SmallOutputs * Int8Blocks.BlockInputs)..])
                {
                    small += part[..(SmallOutputs * Int8Blocks.BlockInputs)].ContainsAnyExcept((sbyte)0) ? 1 : 0;
                }

                whole += small > before ? 1 : 0;
            }
        }

        return (whole, small);
    }
}
