namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers tokens and outputs with tiles of one instruction set.</summary>
internal sealed unsafe class Int8Kernel<TTile> : Int8Kernel
    where TTile : struct, IInt8Tile
{
    public override string Name => TTile.Name;

    public override bool IsSupported => TTile.IsSupported;

    public override InputFormat InputFormat => TTile.InputFormat;

    public override void Multiply(
        Int8Blocks weights, QuantizedRows x, ReadOnlySpan<float> bias, MatrixView y, int firstGroup, int endGroup)
    {
        var sums = stackalloc int[TTile.MaxTokens * Int8Blocks.BlockOutputs];
        for (var group = firstGroup; group < endGroup; group++)
        {
            var blocks = weights.BlocksOf(group);
            var indices = weights.IndicesOf(group);
            var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
            for (var token = 0; token < y.Rows; token += TTile.MaxTokens)
            {
                var tokens = Math.Min(TTile.MaxTokens, y.Rows - token);
                TTile.Multiply(x.Row(token), x.Stride, tokens, blocks, indices, count, sums);
                Finish(weights, x.Skip(token), bias, y.RowRange(token, tokens), group, sums);
            }
        }
    }

    /// <summary>y = (sum - zero point x weight sum) x activation scale x weight scale + bias.</summary>
    private static void Finish(Int8Blocks weights, QuantizedRows x, ReadOnlySpan<float> bias, MatrixView y, int group, int* sums)
    {
        var first = group * Int8Blocks.BlockOutputs;
        var outputs = Math.Min(Int8Blocks.BlockOutputs, weights.Outputs - first);
        for (var token = 0; token < y.Rows; token++, sums += Int8Blocks.BlockOutputs)
        {
            var zeroPoint = x.Format == InputFormat.Bytes ? x.ZeroPoints[token] : 0;
            for (var i = 0; i < outputs; i++)
            {
                var sum = sums[i] - (zeroPoint * weights.Sums[first + i]);
                var value = sum * (x.Scales[token] * weights.Scales[first + i]);
                y.Row(token)[first + i] = bias.IsEmpty ? value : value + bias[first + i];
            }
        }
    }
}
