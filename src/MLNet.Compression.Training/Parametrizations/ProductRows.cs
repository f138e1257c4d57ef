using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Clustering;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>A table's rows as parts of few vectors (product quantisation, Jégou et al. 2011), which are rounded to 8 bits and learn.</summary>
/// <remarks>
/// The vectors learn from their own gradient; the codes that choose them stay until <see cref="Renew"/> finds the nearest vectors of the raw rows
/// anew. To the raw rows the gradient passes straight through, as in VQ-VAE (van den Oord et al. 2017), whose codes are found in every pass and
/// whose vectors follow the rows by a term of their own.
/// </remarks>
internal sealed class ProductRows : Parametrization
{
    private readonly Int8Weights _rounding = new();
    private readonly ProductClusters _clusters;
    private readonly ushort[] _codes;

    /// <summary>All codes are 0 at first.</summary>
    /// <param name="name">The name of the table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its features.</param>
    /// <param name="clusters">How rows are divided.</param>
    public ProductRows(string name, int rows, int columns, ProductClusters clusters)
    {
        (_clusters, _codes) = (clusters, new ushort[rows * clusters.Parts]);
        Codebooks = new Parameter(name + ".codebooks", columns, clusters.Size) { Decays = false };
    }

    /// <summary>For each feature its value in each vector of its part [columns x vectors].</summary>
    public Parameter Codebooks { get; }

    /// <summary>For each row the vector of each part [rows x parts].</summary>
    public ReadOnlySpan<ushort> Codes => _codes;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [Codebooks];

    /// <summary>Gives each row its nearest vectors.</summary>
    /// <param name="table">The raw rows.</param>
    /// <param name="workers">The threads to use.</param>
    public void Renew(Tensor table, WorkerPool workers)
    {
        var tape = new Tape(BufferPool.Shared, workers, training: false);
        _clusters.Assign(table.Value, _rounding.Apply(tape, Codebooks).ValueSpan.ToArray(), _codes, workers);
        tape.Clear();
    }

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("codes", [.. _codes.Select(code => (long)code)]);

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        var codes = new long[_codes.Length];
        reader.Read("codes", codes);
        for (var i = 0; i < codes.Length; i++)
        {
            _codes[i] = codes[i] >= 0 && codes[i] < _clusters.Size
                ? (ushort)codes[i]
                : throw reader.Fault("codes", $"integers in [0, {_clusters.Size - 1}]", $"{codes[i]} at index {i}");
        }
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => Compose(tape, weight, numbers: null);

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) => Compose(tape, rows, numbers);

    /// <summary>The table as a file holds it.</summary>
    public ProductMatrix ToMatrix()
    {
        var values = Int8Matrix.Encode(Codebooks.ValueSpan, Codebooks.Rows, Codebooks.Columns);
        return ProductMatrix.Of(ProductCodebooks.Of(values, _clusters.Parts), _codes);
    }

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => ValueFormat.Product(ToMatrix());

    private Tensor Compose(Tape tape, Tensor rows, int[]? numbers)
    {
        var codebooks = _rounding.Apply(tape, Codebooks);
        var output = ProductRowsOperation.Apply(tape, rows, codebooks, _codes, _clusters.Parts, numbers);
        tape.FreeUnlessTraining(codebooks);
        return output;
    }
}
