using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to the first layer's input: word + position + token type, layer norm, projection.</summary>
internal sealed unsafe class Embedder(EmbeddingWeights weights, BertShape shape)
{
    private readonly LayerNorm _norm = new(weights.Norm!, shape.LayerNormEpsilon);
    private readonly LinearLayer? _projection = weights.Projection is null ? null : new LinearLayer(weights.Projection);
    private readonly WeightMatrix _words = weights.Words;
    private readonly WeightMatrix _positions = weights.Positions!;
    private readonly WeightMatrix? _tokenTypes = weights.TokenTypes;
    private readonly int _size = shape.EmbeddingSize;

    /// <summary>Word + position + token type of all tokens.</summary>
    /// <param name="chunk">The tokens; ids, types and lengths are in range.</param>
    /// <param name="hidden">Receives the result if embeddings are as wide as layers.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <returns>[tokens x embedding size].</returns>
    public MatrixView Sum(SequenceChunk chunk, MatrixView hidden, Workspace workspace)
    {
        var sums = _projection is null ? hidden : workspace.Embeddings(chunk.Tokens, _size);
        var part = new Span<float>(workspace.Scratch(_size), _size);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            var start = chunk.Start(sequence);
            for (var token = start; token < chunk.Start(sequence + 1); token++)
            {
                var row = sums.RowSpan(token);
                _words.DecodeRowUnchecked(chunk.Ids[token], row);
                Add(_positions, token - start, part, row);
                if (_tokenTypes is not null)
                {
                    Add(_tokenTypes, chunk.TokenTypes[token], part, row);
                }
            }
        }

        return sums;
    }

    /// <summary>Layer norm and projection of some tokens.</summary>
    /// <param name="sums">What <see cref="Sum"/> gave of them, overwritten.</param>
    /// <param name="hidden">Receives the result [tokens x hidden size]; may be <paramref name="sums"/>.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="format">The form in which the first layer takes its input.</param>
    public LinearInput Finish(MatrixView sums, MatrixView hidden, Workspace workspace, InputFormat format)
    {
        if (_projection is null)
        {
            return _norm.Forward(hidden, default, workspace.HiddenIntegers.Rows(hidden.Rows, hidden.Columns, format));
        }

        var integers = workspace.Integers.Rows(sums.Rows, sums.Columns, _projection.InputFormat);
        _projection.Forward(_norm.Forward(sums, default, integers), hidden);
        return workspace.HiddenIntegers.Convert(hidden, format);
    }

    private static void Add(WeightMatrix matrix, int index, Span<float> part, Span<float> row)
    {
        matrix.DecodeRowUnchecked(index, part);
        RowAddition.Add(part, row);
    }
}
