using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to classify texts, or pairs of texts: from a pretrained checkpoint, or from scratch.</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionCatalog"/>.TextClassification. Empty text is allowed; rows without a label are left out.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Key, or Text, Boolean, a number, DateTime, DateTimeOffset, TimeSpan, DataViewRowId: the class. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text, and where named the text that goes with it.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Vector of Single: the probability of each class, in the order of the label's keys, or without keys of their first rows; the slot names are the class names.</description></item>
/// <item><term>PredictedLabel</term><description>The most probable class: a key of UInt32 with the label's key values, or without keys a value of the label's type.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class TextClassificationTrainer : TextTrainer
{
    internal TextClassificationTrainer(IHostEnvironment environment, Options options)
        : base(environment, "TextClassification", options, ClassOutcomeKind.Instance)
    {
    }
}
