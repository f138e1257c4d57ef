namespace MLNet.Compression.Training.Layers;

/// <summary>A number for each sequence.</summary>
internal sealed class RegressionHead(BertShape shape) : SequenceHead(shape, outputs: 1)
{
    public override HeadKind Kind => HeadKind.Regression;
}
