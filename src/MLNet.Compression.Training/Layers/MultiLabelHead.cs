namespace MLNet.Compression.Training.Layers;

/// <summary>Labels of each sequence that each apply or not; the outputs are their logits.</summary>
internal sealed class MultiLabelHead(BertShape shape, int labels) : SequenceHead(shape, labels)
{
    public override HeadKind Kind => HeadKind.MultiLabel;
}
