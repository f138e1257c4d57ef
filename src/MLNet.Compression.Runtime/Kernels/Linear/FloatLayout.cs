using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>An fp32 weight matrix in the layout of a kernel.</summary>
internal abstract class FloatLayout(int outputs, int inputs) : IRowStore<float>
{
    /// <summary>Fills one row of weights [inputs].</summary>
    public delegate void RowReader(int row, Span<float> weights);

    public int Outputs { get; } = outputs;

    public int Inputs { get; } = inputs;

    /// <summary>Lays a matrix out as lists of blocks if enough of them are zero, else as a whole.</summary>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="readRow">Fills a row.</param>
    public static FloatLayout Of(int outputs, int inputs, RowReader readRow) =>
        FloatBlocks.TryBuild(outputs, inputs, readRow) ?? (FloatLayout)new FloatPanels(outputs, inputs, readRow);

    /// <summary>The weights of one output, zeros included [inputs].</summary>
    public abstract void CopyRow(int output, Span<float> weights);

    public abstract LinearKernel CreateKernel(LinearEnd end);
}
