using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>y = LN(x) Wᵀ + b, where W is the word-embedding table (Press and Wolf 2017).</summary>
internal sealed class WordDecoder(BertShape shape, BertEmbeddings embeddings)
{
    public LayerNorm Norm { get; } = new("cls.predictions.transform.LayerNorm", shape.EmbeddingSize, shape.LayerNormEpsilon);

    public Parameter Bias { get; } = new("cls.predictions.bias", 1, shape.VocabularySize) { Decays = false };

    /// <summary>The weights that belong to the decoder alone: all but the table.</summary>
    public IEnumerable<Parameter> Parameters => [.. Norm.Parameters, Bias];

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [tokens x embedding size].</param>
    /// <returns>[tokens x vocabulary].</returns>
    public Tensor Forward(Tape tape, Tensor input)
    {
        var normalized = Norm.Forward(tape, input);
        var words = embeddings.EffectiveWords(tape);
        var logits = LinearOperation.Apply(tape, normalized, words, Bias.Effective(tape));
        tape.FreeUnlessTraining(normalized);
        tape.FreeUnlessTraining(words);
        return logits;
    }
}
