using System.Buffers;
using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Inference.Words;

/// <summary>Tells the tag of each word of a text, by its first piece. Safe for several threads.</summary>
/// <remarks>A word without any piece, as one of control characters, is of no entity: its tag is the one that says so, if there is one.</remarks>
internal sealed class WordClassifier : IDisposable
{
    private readonly CompressedModel _model;
    private readonly TokenClassifier _tokens;
    private readonly TextTokenizer _tokenizer;
    private readonly int _outside;

    /// <param name="model">A model with the head <see cref="HeadKind.Token"/>.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public WordClassifier(CompressedModel model, int threads)
    {
        _model = model;
        _tokens = new TokenClassifier(model, threads);
        _tokenizer = model.CreateTokenizer();
        _outside = EntityTag.OutsideOf(model.Labels);
    }

    /// <summary>Number of tags.</summary>
    public int LabelCount => _tokens.LabelCount;

    /// <summary>A batch of texts for this model.</summary>
    public WordBatch NewBatch() => new(_tokenizer, _model.MaxTokens);

    /// <summary>The probability of each tag for each word.</summary>
    /// <param name="batch">The words.</param>
    /// <param name="probabilities">Receives the result [words x tags]; of a word without pieces 1 for the tag of no entity, and without such a tag 0 for all.</param>
    public void Score(WordBatch batch, Span<float> probabilities)
    {
        var (tags, scratch) = (LabelCount, ArrayPool<float>.Shared.Rent(batch.Tokens.TokenCount * LabelCount));
        try
        {
            _tokens.Score(batch.Tokens, scratch);
            for (var word = 0; word < batch.Places.Count; word++)
            {
                var row = probabilities.Slice(word * tags, tags);
                if (batch.Places[word] is not FirstPieces.None and var token)
                {
                    scratch.AsSpan(token * tags, tags).CopyTo(row);
                    continue;
                }

                row.Clear();
                row[Math.Max(0, _outside)] = _outside >= 0 ? 1 : 0;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }

    public void Dispose() => _tokens.Dispose();
}
