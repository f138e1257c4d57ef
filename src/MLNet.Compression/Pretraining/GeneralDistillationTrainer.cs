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

/// <summary>Trains a small text model on running text to do inside as a larger one, before there is a task (general distillation: TinyBERT, MiniLM, DistilBERT, dual training).</summary>
/// <remarks>
/// <para>Made by <see cref="TextCatalogExtensions"/>.GeneralDistillation. The student has its teacher's tokenizer, unless the recipe teaches it a
/// <see cref="Options.Vocabulary"/> of its own, and a masked-LM head, which
/// recipes with a <see cref="LanguageModelLoss"/> or a <see cref="PredictionLoss"/> teach and others leave as it is.</para>
/// <para>Reads a column of texts, default "Text"; the transformer adds a vector of the student's hidden size, default "Features".</para>
/// </remarks>
public sealed partial class GeneralDistillationTrainer : PretrainingEstimator
{
    private readonly Options _options;

    internal GeneralDistillationTrainer(IHostEnvironment environment, Func<IModelStart> teacher, Options options)
        : base(environment, nameof(GeneralDistillationTrainer), teacher, options, options.Text) => _options = options.Copied();

    private protected override PretrainingWork Prepare(PretrainingStart start)
    {
        var (options, recipe, origin) = (_options.Copied(), _options.Recipe, start.Origin);
        RecipeCheck.RequireRows(recipe, labeled: false, unlabeled: true);
        RecipeCheck.RequireMasking(recipe, options.MaskedTokenShare > 0);
        var own = OwnVocabulary.Of(recipe, options.Vocabulary);
        Check(options.Student.Beside(origin.Shape) with { VocabularySize = own?.Size ?? origin.Shape.VocabularySize }, origin, own is not null);
        var tokenizer = own?.Create(origin.Tokenizer, start.Texts, start.Log, start.CancellationToken) ?? origin.Tokenizer;
        var shape = options.Student.Beside(origin.Shape) with { VocabularySize = own is null ? origin.Shape.VocabularySize : tokenizer.Vocabulary.Count };
        Check(shape, origin, own is not null);
        StartVocabulary.Require(recipe.Start, tokenizer.Vocabulary);
        var head = HeadLessons.Of(recipe);
        head.RequireTeacher(origin);
        var student = TextModelFactory.CreateRandom(shape, tokenizer, [], options.Student.TokensBeside(origin.MaxTokens), start.Seed, HeadKind.MaskedLm);
        return new PretrainingWork(student, head.Any, recipe.Stages.Select(stage => stage.Masking).FirstOrDefault(masking => masking is not null) ?? Masking.Bert, options, Train)
        {
            Readers = own is null ? [student] : [student, origin],
        };

        void Train(TextRows data, TrainingEnvironment environment) => Distillation.Run(
            new DistillationInput(student, [new ModelTeacher(origin, tokenization: own is null ? 0 : 1)], Labeled: null, data), options, environment);
    }

    private void Check(BertShape student, TextModel teacher, bool hasOwnVocabulary) =>
        RecipeCheck.Require(_options.Recipe, new LossCheck(student, [teacher.Shape], HeadKind.MaskedLm) { OtherTokens = hasOwnVocabulary ? [0] : [] });
}
