using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Weights that are <see cref="Ternary"/> at first, and after <see cref="Split"/> the sum of two binary ones that learn apart (BinaryBERT, Bai et al. 2021).</summary>
/// <remarks>
/// The raw weight becomes the first part u, <see cref="Second"/> is v, and the forward pass sees s₁ sign(u) + s₂ sign(v). The paper counts u and v as two
/// binary matrices of a model of twice the width; here they are two codes of one matrix, which computes the same. Scales are of each output, where the paper has one a matrix.
/// </remarks>
/// <param name="scope">Which weights share scales: those of a row, or of a group of a row.</param>
/// <param name="keepsZeros">Whether zeros are removed weights: they stay zero and count for nothing.</param>
internal sealed class SplitBinaryWeights(ScaleScope scope, bool keepsZeros) : Parametrization
{
    private readonly Ternary _ternary = new(scope, keepsZeros: keepsZeros);

    /// <summary>v [rows x columns]; null before the split.</summary>
    public Parameter? Second { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => Second is null ? [] : [Second];

    /// <summary>Makes two parts of the weights, which come to the same: see <see cref="TernarySplit"/>. Does nothing a second time.</summary>
    /// <param name="weight">The raw weight; becomes u, 0 where a mask before this removes it.</param>
    public void Split(Parameter weight)
    {
        if (Second is not null)
        {
            return;
        }

        var tape = new Tape(BufferPool.Shared, WorkerPool.Inline, training: false);
        Tensor seen = weight;
        foreach (var before in weight.Parametrizations.TakeWhile(before => !ReferenceEquals(before, this)))
        {
            seen = before.Apply(tape, seen);
        }

        var rounded = _ternary.Apply(tape, seen);
        var second = new Parameter(weight.Name + ".second", weight.Rows, weight.Columns) { Decays = weight.Decays };
        var (values, first) = (new float[weight.Columns], new float[weight.Columns]);
        for (var row = 0; row < weight.Rows; row++)
        {
            seen.Value.RowSpan(row).CopyTo(values);
            for (var segment = 0; segment < scope.SegmentsOf(weight.Columns); segment++)
            {
                var range = scope.ColumnsOf(segment, weight.Columns);
                TernarySplit.Run(values.AsSpan(range), rounded.Value.RowSpan(row)[range], keepsZeros, first.AsSpan(range), second.Value.RowSpan(row)[range]);
            }

            first.CopyTo(weight.Value.RowSpan(row));
        }

        tape.Clear();
        Second = second;
    }

    /// <summary>Makes one of the two parts, w = u + v. Does nothing before a split.</summary>
    /// <param name="weight">The raw weight.</param>
    public void Join(Parameter weight)
    {
        if (Second is not null)
        {
            TensorPrimitives.Add<float>(weight.ValueSpan, Second.ValueSpan, weight.ValueSpan);
            Second = null;
        }
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => Apply(tape, weight, rowOfTable: null);

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) => Apply(tape, rows, numbers);

    /// <inheritdoc/>
    public override ValueFormat? StorageOf(Tensor weight)
    {
        if (Second is null)
        {
            return _ternary.StorageOf(weight);
        }

        var segments = scope.SegmentsOf(weight.Columns);
        var (first, second) = (new float[weight.Rows * segments], new float[weight.Rows * segments]);
        for (var i = 0; i < first.Length; i++)
        {
            var (row, segment) = Math.DivRem(i, segments);
            var range = scope.ColumnsOf(segment, weight.Columns);
            (first[i], second[i]) = SignSumOperation.ScalesOf(weight.Value.RowSpan(row)[range], Second.Value.RowSpan(row)[range], scope, keepsZeros);
        }

        return ValueFormat.SumOfSigns(first, second, scope.GroupSize ?? 0);
    }

    private Tensor Apply(Tape tape, Tensor weight, int[]? rowOfTable) =>
        Second is null ? _ternary.Apply(tape, weight) : SignSumOperation.Apply(tape, weight, Second, rowOfTable, scope, keepsZeros);
}
