using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Autograd;

/// <summary>A weight that the optimizer changes.</summary>
/// <remarks>Its memory lives as long as the object. Vectors (biases, layer norms) are matrices of one row.</remarks>
internal sealed class Parameter : Tensor
{
    private readonly List<Parametrization> _parametrizations = [];

    /// <param name="name">The Hugging Face name of the tensor, without a prefix.</param>
    /// <param name="rows">Output features, or rows of a table.</param>
    /// <param name="columns">Input features.</param>
    public Parameter(string name, int rows, int columns)
        : base(new NativeBuffer((long)rows * columns), rows, columns)
    {
        Name = name;
        ValueSpan.Clear();
    }

    public string Name { get; }

    /// <summary>Whether weight decay applies: not to biases and layer norms.</summary>
    public bool Decays { get; init; } = true;

    /// <summary>Multiplies the learning rate: above 1 for what has to move further than weights do, such as the scores of a mask.</summary>
    public double LearningRateFactor { get; init; } = 1;

    /// <summary>The rows whose gradient is not zero, for an embedding table: all of them once something else than a lookup used it; null where every row is used.</summary>
    public RowSet? UsedRows { get; init; }

    /// <summary>What the forward pass applies to the raw weight, in order.</summary>
    public IReadOnlyList<Parametrization> Parametrizations => _parametrizations;

    /// <summary>Makes the whole gradient writable: that of a table is dense from here on.</summary>
    /// <inheritdoc/>
    public override bool OpenGradient(BufferPool pool)
    {
        var accumulate = base.OpenGradient(pool);
        if (UsedRows is { } used && used.Count < Rows)
        {
            for (var row = 0; row < Rows; row++)
            {
                if (used.Add(row) && accumulate)
                {
                    Gradient.RowSpan(row).Clear();
                }
            }
        }

        return accumulate;
    }

    /// <summary>Makes the gradient writable for one who writes single rows: where <see cref="UsedRows"/> lacks a row he overwrites it, and adds it there.</summary>
    public void OpenRowGradients(BufferPool pool) => base.OpenGradient(pool);

    public void Add(Parametrization parametrization) => _parametrizations.Add(parametrization);

    /// <summary>Takes one parametrisation away; the others stay.</summary>
    public void Remove(Parametrization parametrization) => _parametrizations.Remove(parametrization);

    /// <summary>What the forward pass sees outside training, and the format that stores it without loss, if a parametrisation names one.</summary>
    public (float[] Values, ValueFormat? Format) ToStore()
    {
        var tape = new Tape(BufferPool.Shared, WorkerPool.Inline, training: false);
        Tensor effective = this;
        ValueFormat? format = null;
        foreach (var parametrization in _parametrizations)
        {
            format = parametrization.StorageOf(effective) ?? format;
            effective = parametrization.Apply(tape, effective);
        }

        var values = effective.ValueSpan.ToArray();
        tape.Clear();
        return (values, format);
    }

    /// <summary>What the forward pass sees: the raw weight after its parametrisations.</summary>
    public Tensor Effective(Tape tape)
    {
        Tensor effective = this;
        foreach (var parametrization in _parametrizations)
        {
            effective = parametrization.Apply(tape, effective);
        }

        return effective;
    }
}
