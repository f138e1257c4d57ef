namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer laid out for multiplying: y = f(x Wᵀ + b). Immutable, safe for any number of threads.</summary>
internal abstract class LinearKernel(int outputs, int inputs)
{
    /// <summary>What tables and tests call it.</summary>
    public abstract string Name { get; }

    public int Outputs { get; } = outputs;

    public int Inputs { get; } = inputs;

    /// <summary>The form in which <see cref="Multiply"/> takes its input; integers may have any range.</summary>
    public abstract InputFormat InputFormat { get; }

    /// <summary>Computes at least the outputs [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>).</summary>
    /// <remarks>Neighbouring outputs may be computed too; their values are right as well.</remarks>
    /// <param name="x">The input [tokens x <see cref="Inputs"/>].</param>
    /// <param name="y">Receives the result [tokens x <see cref="Outputs"/>].</param>
    /// <param name="first">The first output that is needed.</param>
    /// <param name="count">How many are needed.</param>
    /// <exception cref="ArgumentException">Shapes do not fit the layer, or the input is not there in the layer's form.</exception>
    public void Multiply(LinearInput x, MatrixView y, int first, int count)
    {
        ShapeCheck.Size(x.Tokens, Inputs, x.Values, nameof(x));
        ShapeCheck.Size(x.Tokens, Outputs, y, nameof(y));
        ShapeCheck.Range(first, count, Outputs, nameof(count));
        if (InputFormat.IsInteger)
        {
            x.Integers.Check(Inputs, nameof(x));
        }

        MultiplyChecked(x, y, first, count);
        GC.KeepAlive(this);
    }

    /// <summary>As <see cref="Multiply"/>, which has seen that the shapes fit and keeps the layer alive.</summary>
    protected abstract void MultiplyChecked(LinearInput x, MatrixView y, int first, int count);
}
