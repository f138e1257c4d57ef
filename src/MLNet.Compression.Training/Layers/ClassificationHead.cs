namespace MLNet.Compression.Training.Layers;

/// <summary>One of several classes for each sequence; the outputs are logits.</summary>
internal sealed class ClassificationHead(BertShape shape, int labels) : SequenceHead(shape, labels)
{
    public override HeadKind Kind => HeadKind.Sequence;
}
