using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Words and their vectors, of length 1. Safe for several threads.</summary>
internal sealed class WordVectors
{
    private const int RowsPerPart = 1024;

    private readonly List<string> _words;
    private readonly Dictionary<string, int> _rowOf;
    private readonly VectorRows _rows;
    private readonly WorkerPool _workers;

    /// <param name="words">The words, each once.</param>
    /// <param name="rowOf">Their places among the words.</param>
    /// <param name="rows">A vector of length 1 for each word.</param>
    /// <param name="workers">The threads to use.</param>
    public WordVectors(List<string> words, Dictionary<string, int> rowOf, VectorRows rows, WorkerPool workers) =>
        (_words, _rowOf, _rows, _workers) = (words, rowOf, rows, workers);

    public int Count => _words.Count;

    /// <summary>Values of a vector.</summary>
    public int Width => _rows.Width;

    /// <summary>What the user should know of the file, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The words with the largest cosine to a word, the nearest first, itself left out; of equally near ones the earlier in the file comes first.</summary>
    /// <param name="word">The word, spelt as in the file.</param>
    /// <param name="most">How many words to give at most.</param>
    /// <returns>Nothing for a word without a vector.</returns>
    public IReadOnlyList<string> Nearest(string word, int most)
    {
        if (!_rowOf.TryGetValue(word, out var itself))
        {
            return [];
        }

        var cosines = new float[Count];
        _workers.ForRange(Count, RowsPerPart, (from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                cosines[row] = TensorPrimitives.Dot(_rows[itself], _rows[row]);
            }
        });
        GC.KeepAlive(this);
        return [.. TopValues.Places(cosines, most, row => row != itself).Select(row => _words[row])];
    }
}
