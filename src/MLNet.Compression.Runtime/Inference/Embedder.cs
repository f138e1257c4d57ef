using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to the first layer's input: word + position + token type, layer norm, projection.</summary>
internal sealed unsafe class Embedder(EmbeddingWeights weights, BertShape shape)
{
    private readonly LayerNorm _norm = new(weights.Norm, shape.LayerNormEpsilon);
    private readonly LinearLayer? _projection = weights.Projection is null ? null : new LinearLayer(weights.Projection);
    private readonly WeightMatrix _words = weights.Words;
    private readonly WeightMatrix _positions = weights.Positions;
    private readonly WeightMatrix? _tokenTypes = weights.TokenTypes;
    private readonly BertShape _shape = shape;

    /// <param name="chunk">The tokens; ids, types and lengths are in range.</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="format">The form in which the first layer takes its input.</param>
    public LinearInput Forward(TokenChunk chunk, Workspace workspace, InputFormat format)
    {
        var hidden = workspace.Hidden(chunk.Tokens, _shape.HiddenSize);
        var sums = _projection is null ? hidden : workspace.Context(chunk.Tokens, _shape.EmbeddingSize);
        var part = new Span<float>(workspace.Scratch(_shape.EmbeddingSize), _shape.EmbeddingSize);
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

        if (_projection is null)
        {
            return _norm.Forward(hidden, default, workspace.HiddenIntegers, format);
        }

        _projection.Forward(_norm.Forward(sums, default, workspace.Integers, _projection.InputFormat), hidden);
        return workspace.HiddenIntegers.Convert(hidden, format);
    }

    private static void Add(WeightMatrix matrix, int index, Span<float> part, Span<float> row)
    {
        matrix.DecodeRowUnchecked(index, part);
        TensorPrimitives.Add<float>(row, part, row);
    }
}
