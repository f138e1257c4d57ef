using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to predict a number for a text, or for a pair of texts, such as how similar they are.</summary>
/// <remarks>
/// <para>Made by <see cref="RegressionCatalogExtensions"/>.TextRegression. The loss is the mean squared error. Empty text is allowed; rows
/// without a label (NaN) are left out.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Single: the number. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text, and where named the text that goes with it.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Single: the predicted number, on the label's scale.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Is normalization required?</term><description>No, but labels of a size around 1 are learnt fastest.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class TextRegressionTrainer : TextTrainer
{
    internal TextRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment, "TextRegression", options, ValueOutcomeKind.Instance)
    {
    }
}
