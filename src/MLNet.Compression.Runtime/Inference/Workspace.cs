using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The memory of one forward pass. It grows to what the largest pass needed and is used by one caller at a time.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private const int LineFloats = 16;
    private readonly GrowingBuffer _hidden = new();
    private readonly GrowingBuffer _sums = new();
    private readonly GrowingBuffer _projections = new();
    private readonly GrowingBuffer _embeddings = new();
    private readonly GrowingBuffer _intermediate = new();
    private readonly GrowingBuffer _scratch = new();
    private readonly GrowingBuffer _first = new();
    private readonly GrowingBuffer _logits = new();

    /// <summary>The integers of the states between layers.</summary>
    public IntegerBuffer HiddenIntegers { get; } = new();

    /// <summary>The integers of the other tensor that a linear layer takes at the moment.</summary>
    public IntegerBuffer Integers { get; } = new();

    /// <summary>The tokens of a text that is scored alone.</summary>
    public TokenBatch Batch { get; } = new();

    /// <summary>Bytes held.</summary>
    public long Bytes =>
        _hidden.Bytes + _sums.Bytes + _projections.Bytes + _embeddings.Bytes + _intermediate.Bytes + _scratch.Bytes
        + _first.Bytes + _logits.Bytes + HiddenIntegers.Bytes + Integers.Bytes;

    /// <summary>The states between layers.</summary>
    public MatrixView Hidden(int tokens, int features) => View(_hidden, tokens, features);

    /// <summary>What a residual connection adds to.</summary>
    public MatrixView Sums(int tokens, int features) => View(_sums, tokens, features);

    /// <summary>Queries, keys and values.</summary>
    public MatrixView Projections(int tokens, int features) => View(_projections, tokens, features);

    /// <summary>Embeddings that are not as wide as layers.</summary>
    public MatrixView Embeddings(int tokens, int features) => View(_embeddings, tokens, features);

    /// <summary>Between the feed-forward matrices.</summary>
    public MatrixView Intermediate(int tokens, int features) => View(_intermediate, tokens, features);

    /// <summary>Short-lived memory; the next call may give the same.</summary>
    public float* Scratch(long count) => _scratch.Reserve<float>(count);

    /// <summary>The first token's state of each sequence.</summary>
    public MatrixView First(int sequences, int features) => View(_first, sequences, features);

    public MatrixView Logits(int sequences, int labels) => View(_logits, sequences, labels);

    public TokenBatch EmptyBatch()
    {
        Batch.Clear();
        return Batch;
    }

    public void Dispose()
    {
        foreach (var buffer in (GrowingBuffer[])[_hidden, _sums, _projections, _embeddings, _intermediate, _scratch, _first, _logits])
        {
            buffer.Dispose();
        }

        HiddenIntegers.Dispose();
        Integers.Dispose();
    }

    private static MatrixView View(GrowingBuffer buffer, int rows, int columns) =>
        new(buffer.Reserve<float>((long)rows * StrideOf(columns)), rows, columns, StrideOf(columns));

    /// <summary>Rows start at cache lines, and an odd number of lines apart: columns of many rows then spread over the whole cache.</summary>
    private static int StrideOf(int columns) => ((columns + LineFloats - 1) / LineFloats | 1) * LineFloats;
}
