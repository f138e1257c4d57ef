using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to tell whether something is true of a text, or of a pair of texts: spam, a complaint, a paraphrase.</summary>
/// <remarks>
/// <para>Made by <see cref="BinaryCatalogExtensions"/>.TextClassification. Two classes and cross-entropy, so that probabilities need no calibrator behind them. Empty text is allowed.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Boolean. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text, and where named the text that goes with it.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Single: the log-odds.</description></item>
/// <item><term>Probability</term><description>Single: the probability that it is true.</description></item>
/// <item><term>PredictedLabel</term><description>Boolean: whether that is more than one half.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Binary classification</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class BinaryTextClassificationTrainer : TextTrainer
{
    internal BinaryTextClassificationTrainer(IHostEnvironment environment, Options options)
        : base(environment, "BinaryTextClassification", options, BinaryOutcomeKind.Instance)
    {
    }
}
