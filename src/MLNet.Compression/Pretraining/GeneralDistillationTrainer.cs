using Microsoft.ML.Runtime;
using MLNet.Compression.Pretraining;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Trains a small text model on running text to do inside as a larger one, before there is a task (general distillation: TinyBERT, MiniLM, DistilBERT).</summary>
/// <remarks>
/// <para>Made by <see cref="TextCatalogExtensions"/>.GeneralDistillation. The student has its teacher's tokenizer and a masked-LM head, which
/// recipes with a <see cref="LanguageModelLoss"/> or a <see cref="PredictionLoss"/> teach and others leave as it is.</para>
/// <para>Reads a column of texts, default "Text"; the transformer adds a vector of the student's hidden size, default "Features".</para>
/// </remarks>
public sealed partial class GeneralDistillationTrainer : PretrainingEstimator
{
    private readonly Options _options;

    internal GeneralDistillationTrainer(IHostEnvironment environment, Func<IModelStart> teacher, Options options)
        : base(environment, nameof(GeneralDistillationTrainer), teacher, options, options.Text) => _options = options.Copied();

    private protected override PretrainingWork Prepare(TextModel origin, int seed)
    {
        var (options, recipe) = (_options.Copied(), _options.Recipe);
        var shape = options.Student.Beside(origin.Shape);
        RecipeCheck.RequireRows(recipe, labeled: false, unlabeled: true);
        RecipeCheck.RequireMasking(recipe, options.MaskedTokenShare > 0);
        RecipeCheck.Require(recipe, new LossCheck(shape, [origin.Shape], HeadKind.MaskedLm));
        StartVocabulary.Require(recipe.Start, origin.Tokenizer.Vocabulary);
        var head = HeadLessons.Of(recipe);
        head.RequireTeacher(origin);
        var student = TextModelFactory.CreateRandom(shape, origin.Tokenizer, [], options.Student.TokensBeside(origin.MaxTokens), seed, HeadKind.MaskedLm);
        return new PretrainingWork(student, head.Any, recipe.Stages.Select(stage => stage.Masking).FirstOrDefault(masking => masking is not null) ?? Masking.Bert, options, Train);

        void Train(TextDataset data, TrainingEnvironment environment) => Distillation.Run(
            new DistillationInput(student, [new ModelTeacher(origin)], Labeled: null, new TextRows("training data", data)), options, environment);
    }
}
