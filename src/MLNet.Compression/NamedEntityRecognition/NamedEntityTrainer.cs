using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to tag the words of a text: names of persons and places, parts of speech, chunks.</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionCatalog"/>.NamedEntityRecognition. The first piece of a word has its tag, in training and in scoring (Devlin et al. 2019, section 5.3).
/// In training, words beyond <see cref="TextTrainerOptions.MaxTokens"/> are cut; in scoring a long text is read in parts that overlap, so that every word gets a tag.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Vector of keys, or of texts: a tag for each word. Needed in training only.</description></item>
/// <item><term>Sentence</term><description>Text, whose words are what stands between white space, or a vector of texts, each of which is a word.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Vector of Single [words x tags]: the probability of each tag for each word.</description></item>
/// <item><term>PredictedLabel</term><description>Vector of the label's type [words]: the most probable tag of each word.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Named entity recognition</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class NamedEntityTrainer : TextTrainer
{
    internal NamedEntityTrainer(IHostEnvironment environment, Options options)
        : base(environment, "NamedEntityRecognition", options, NamedEntityOutcomeKind.Instance)
    {
    }
}
