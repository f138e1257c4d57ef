using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to tell which of some labels a text has, or a pair of texts: any number of them, or none.</summary>
/// <remarks>
/// <para>Made by <see cref="MultiLabelCatalogExtensions"/>.MultiLabelTextClassification. A logit for each label, whose sigmoid is the label's probability on its own; the loss is the
/// mean over the labels of the binary cross-entropy. A row whose vector is empty is one to which no label applies; a missing label can't be told from that. Empty text is allowed.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Vector of keys, or of texts: the labels that apply. Or vector of Boolean, or of Single that are 0 or 1, of known size: whether each label applies; slot names are the labels. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text, and where named the text that goes with it.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Vector of Single [labels]: the probability of each label, each on its own; slot names are the labels.</description></item>
/// <item><term>PredictedLabel</term><description>Vector of keys, or of texts where the label has no keys: the labels with a probability above the threshold, the most probable first.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multi-label classification</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class MultiLabelTextClassificationTrainer : TextTrainer
{
    internal MultiLabelTextClassificationTrainer(IHostEnvironment environment, Options options)
        : base(environment, "MultiLabelTextClassification", options, new MultiLabelOutcomeKind(options.Threshold))
    {
    }
}
