using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Word, position and token-type embeddings, added and normalised; projected where the tables are narrower than the layers.</summary>
internal sealed class BertEmbeddings
{
    public BertEmbeddings(BertShape shape)
    {
        Words = Table("embeddings.word_embeddings.weight", shape.VocabularySize, shape.EmbeddingSize);
        Positions = Table("embeddings.position_embeddings.weight", shape.MaxPositions, shape.EmbeddingSize);
        TokenTypes = shape.TokenTypes == 0 ? null : Table("embeddings.token_type_embeddings.weight", shape.TokenTypes, shape.EmbeddingSize);
        Norm = new LayerNorm("embeddings.LayerNorm", shape.EmbeddingSize, shape.LayerNormEpsilon);
        Projection = shape.HasEmbeddingProjection ? new Linear("embeddings.projection", shape.HiddenSize, shape.EmbeddingSize) : null;
    }

    public Parameter Words { get; }

    public Parameter Positions { get; }

    public Parameter? TokenTypes { get; }

    public LayerNorm Norm { get; }

    public Linear? Projection { get; }

    public IEnumerable<Parameter> Tables => TokenTypes is null ? [Words, Positions] : [Words, Positions, TokenTypes];

    public IEnumerable<Parameter> Parameters => [.. Tables, .. Norm.Parameters, .. Projection?.Parameters ?? []];

    /// <returns>After the layer norm [tokens x embedding size], and what the first layer reads [tokens x hidden size].</returns>
    public (Tensor Normalized, Tensor Output) Forward(Tape tape, TokenBatch batch, DropoutRates dropout)
    {
        var sum = EmbeddingOperation.Apply(tape, batch, Words, Positions, TokenTypes);
        var normalized = Norm.Forward(tape, sum);
        tape.FreeUnlessTraining(sum);
        var dropped = DropoutOperation.Apply(tape, normalized, dropout.Hidden);
        return (normalized, Projection?.Forward(tape, dropped) ?? dropped);
    }

    /// <summary>The word table as the forward pass sees it, for a decoder that uses all of it.</summary>
    public Tensor EffectiveWords(Tape tape) => Words.Effective(tape);

    private static Parameter Table(string name, int rows, int columns) => new(name, rows, columns) { UsedRows = new RowSet(rows) };
}
