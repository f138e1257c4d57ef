using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A whole fp32 matrix in the layout of the register tiles of one instruction set.</summary>
internal sealed unsafe class FloatPanels : FloatLayout
{
    private readonly NativeBuffer _memory;

    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="readRow">Fills a row [inputs].</param>
    public FloatPanels(int outputs, int inputs, RowReader readRow)
        : base(outputs, inputs)
    {
        InstructionSet = InstructionSets.Current;
        var width = InstructionSets.TileColumns(InstructionSet);
        _memory = NativeBuffer.Cleared<float>(PackedPanels.LengthOf(outputs, inputs, width));
        Panels = new PackedPanels(_memory.Pointer, outputs, inputs, width);
        using var rows = new NativeBuffer((long)width * inputs);
        for (var panel = 0; panel < Panels.Count; panel++)
        {
            var view = new MatrixView(rows.Pointer, Panels.ColumnsOf(panel), inputs);
            for (var i = 0; i < view.Rows; i++)
            {
                readRow((panel * width) + i, view.RowSpan(i));
            }

            PanelPacker.Transpose(view.Data, view.Stride, inputs, view.Rows, Panels.At(panel, 0), width);
        }
    }

    public InstructionSet InstructionSet { get; }

    /// <summary>Valid as long as this object is reachable.</summary>
    public PackedPanels Panels { get; }

    public override void CopyRow(int output, Span<float> weights)
    {
        var source = Panels.At(output / Panels.Width, 0) + (output % Panels.Width);
        for (var i = 0; i < weights.Length; i++, source += Panels.Width)
        {
            weights[i] = *source;
        }

        GC.KeepAlive(this);
    }

    public override LinearKernel CreateKernel(LinearEnd end) => new FloatLinearKernel(this, end);
}
