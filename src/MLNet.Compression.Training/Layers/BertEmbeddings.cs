using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Word, position and token-type embeddings, added and normalised; projected where the tables are narrower than the layers. Of a static model the words alone, as they are.</summary>
internal sealed class BertEmbeddings
{
    public BertEmbeddings(BertShape shape)
    {
        Words = Table("embeddings.word_embeddings.weight", shape.VocabularySize, shape.EmbeddingSize);
        Positions = shape.IsStatic ? null : Table("embeddings.position_embeddings.weight", shape.MaxPositions, shape.EmbeddingSize);
        TokenTypes = shape.TokenTypes == 0 ? null : Table("embeddings.token_type_embeddings.weight", shape.TokenTypes, shape.EmbeddingSize);
        Norm = shape.IsStatic ? null : new LayerNorm("embeddings.LayerNorm", shape.EmbeddingSize, shape.LayerNormEpsilon);
        Projection = shape.HasEmbeddingProjection ? new Linear("embeddings.projection", shape.HiddenSize, shape.EmbeddingSize) : null;
    }

    public Parameter Words { get; }

    /// <summary>Null in a static model.</summary>
    public Parameter? Positions { get; }

    public Parameter? TokenTypes { get; }

    /// <summary>Null in a static model.</summary>
    public LayerNorm? Norm { get; }

    public Linear? Projection { get; }

    public IEnumerable<Parameter> Tables => new[] { Words, Positions, TokenTypes }.OfType<Parameter>();

    public IEnumerable<Parameter> Parameters => [.. Tables, .. Norm?.Parameters ?? [], .. Projection?.Parameters ?? []];

    /// <returns>After the layer norm, if there is one [tokens x embedding size], and what the first layer reads [tokens x hidden size].</returns>
    public (Tensor Normalized, Tensor Output) Forward(Tape tape, TokenBatch batch, DropoutRates dropout)
    {
        var sum = EmbeddingOperation.Apply(tape, batch, Words, Positions, TokenTypes);
        if (Norm is null)
        {
            return (sum, DropoutOperation.Apply(tape, sum, dropout.Hidden));
        }

        var normalized = Norm.Forward(tape, sum);
        tape.FreeUnlessTraining(sum);
        var dropped = DropoutOperation.Apply(tape, normalized, dropout.Hidden);
        return (normalized, Projection?.Forward(tape, dropped) ?? dropped);
    }

    /// <summary>The word table as the forward pass sees it, for a decoder that uses all of it.</summary>
    public Tensor EffectiveWords(Tape tape) => Words.Effective(tape);

    private static Parameter Table(string name, int rows, int columns) => new(name, rows, columns) { UsedRows = new RowSet(rows) };
}
