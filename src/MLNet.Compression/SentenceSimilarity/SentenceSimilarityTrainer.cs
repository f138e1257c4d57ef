using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class encoder to tell how alike two texts are by the cosine of their vectors, each of which it makes of one text alone (Reimers and Gurevych 2019).</summary>
/// <remarks>
/// <para>Made by <see cref="RegressionCatalogExtensions"/>.SentenceSimilarity. The loss is the mean squared error of the cosine, for which the label, from
/// <see cref="Options.LowestLabel"/> to <see cref="Options.HighestLabel"/>, is brought to 0 to 1. Vectors are means over tokens, of length 1. Rows without a label (NaN) are left out.</para>
/// <para>The result compares texts, and its vectors, of <see cref="TextEmbeddingExtensions.Embed(TextModelTransformer, string)"/> or of mlContext.Transforms.Text.TextEmbedding, can be kept
/// and searched. Where no vectors are to be kept, <see cref="TextRegressionTrainer"/>, which reads both texts together, is mostly more exact and slower. Students, pruning and quantisation
/// follow the vectors of the model, text by text, and need no labels.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Label</term><description>Single: how alike both texts are. Needed in training only.</description></item>
/// <item><term>Sentence1, Sentence2</term><description>Text: the two texts.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Single: how alike both texts are, on the label's scale; below the lowest label where the cosine is negative.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class SentenceSimilarityTrainer : TextTrainer
{
    internal SentenceSimilarityTrainer(IHostEnvironment environment, Options options)
        : base(environment, "SentenceSimilarity", options, new SimilarityOutcomeKind(options.Range))
    {
    }
}
