using Microsoft.ML.Runtime;

namespace MLNet.Compression;

/// <summary>Trains a BERT-class model to find the part of a text that answers a question (Devlin et al. 2019, sections 4.2 and 4.3).</summary>
/// <remarks>
/// <para>Made by <see cref="QuestionAnswerCatalogExtensions"/>.QuestionAnswer. Texts of any length: what is longer than the model reads is read in windows that overlap.</para>
/// <list type="table">
/// <listheader><term>Input column</term><description>Type and meaning</description></listheader>
/// <item><term>Context, Question</term><description>Text: what may hold the answer, and the question.</description></item>
/// <item><term>TrainingAnswer</term><description>Text: the answer, as it stands in the context. Needed in training only. Empty where it is missing, or where <see cref="Options.MayHaveNoAnswer"/> is set and there is none.</description></item>
/// <item><term>AnswerIndex</term><description>Int32: where the answer starts in the context, in UTF-16 code units from 0. Needed in training only.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Output column</term><description>Type and meaning</description></listheader>
/// <item><term>Score</term><description>Vector of Single: the probability of each answer.</description></item>
/// <item><term>Answer</term><description>Vector of text: the most probable answers, the best first; an empty one says that there is none.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Extractive question answering</description></item>
/// <item><term>Is normalization required?</term><description>No</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class QuestionAnswerTrainer : TextTrainer
{
    internal QuestionAnswerTrainer(IHostEnvironment environment, Options options)
        : base(environment, "QuestionAnswer", options, options.Kind)
    {
    }
}
