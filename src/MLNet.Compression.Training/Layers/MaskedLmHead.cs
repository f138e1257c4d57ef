using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>The pieces that stood where tokens were hidden (Devlin et al. 2019, section 3.1): a linear layer, the encoder's non-linearity, a <see cref="WordDecoder"/>.</summary>
internal sealed class MaskedLmHead(BertShape shape, BertEmbeddings embeddings) : TaskHead
{
    public override HeadKind Kind => HeadKind.MaskedLm;

    public override Linear Classifier { get; } = new("cls.predictions.transform.dense", shape.EmbeddingSize, shape.HiddenSize);

    public override WordDecoder Decoder { get; } = new(shape, embeddings);

    public override int Outputs => shape.VocabularySize;

    /// <returns>[tokens x vocabulary].</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout)
    {
        var transformed = Classifier.Forward(tape, hidden);
        var activated = ActivationOperation.Apply(tape, transformed, shape.Activation);
        tape.FreeUnlessTraining(transformed);
        var logits = Decoder.Forward(tape, activated);
        tape.FreeUnlessTraining(activated);
        return logits;
    }
}
