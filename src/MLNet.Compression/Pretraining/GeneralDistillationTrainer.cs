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
/// <see cref="Options.StudentVocabulary"/> of its own, and a masked-LM head, which
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
        var own = OwnVocabulary.Of(options);
        var otherTokens = own is not null && (own.Vocabulary != StudentVocabulary.Reduced || OwnVocabulary.TeacherLearns(recipe));
        Check(ShapeOf(origin, own?.Size ?? origin.Shape.VocabularySize), origin, otherTokens);
        var pieces = own?.Create(start);
        var teacher = pieces?.Cut is { } cut && !otherTokens ? TextModelReduction.Of(origin, cut) : origin;
        var tokenizer = pieces?.Tokenizer ?? origin.Tokenizer;
        var shape = ShapeOf(teacher, pieces is null ? origin.Shape.VocabularySize : tokenizer.Vocabulary.Count);
        Check(shape, teacher, otherTokens);
        StartVocabulary.Require(recipe.Start, tokenizer.Vocabulary);
        var head = HeadLessons.Of(recipe);
        head.RequireTeacher(teacher);
        var student = TextModelFactory.CreateRandom(shape, tokenizer, [], options.Student.TokensBeside(origin.MaxTokens), start.Seed, HeadKind.MaskedLm);
        return new PretrainingWork(student, head.Any, recipe.Stages.Select(stage => stage.Masking).FirstOrDefault(masking => masking is not null) ?? Masking.Bert, options, Train)
        {
            Readers = otherTokens ? [student, teacher] : [student],
        };

        void Train(TextRows data, TrainingEnvironment environment) => Distillation.Run(
            new DistillationInput(student, [new ModelTeacher(teacher, tokenization: otherTokens ? 1 : 0)], Labeled: null, data), options, environment);
    }

    private BertShape ShapeOf(TextModel teacher, int pieces) => _options.Student.Beside(teacher.Shape) with { VocabularySize = pieces };

    private void Check(BertShape student, TextModel teacher, bool hasOwnVocabulary) =>
        RecipeCheck.Require(_options.Recipe, new LossCheck(student, [teacher.Shape], HeadKind.MaskedLm) { OtherTokens = hasOwnVocabulary ? [0] : [] });
}
