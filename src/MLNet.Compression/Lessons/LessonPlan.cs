using Microsoft.ML;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;

namespace MLNet.Compression.Lessons;

/// <summary>Looks at all that a distillation starts from, before a text model is trained.</summary>
/// <param name="teachers">The teachers.</param>
/// <param name="options">How the student learns.</param>
/// <param name="kind">What it is to predict.</param>
/// <param name="rows">The data given to Fit.</param>
/// <param name="log">Is told what becomes of the rows.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class LessonPlan(
    IReadOnlyList<DistillationTeacher> teachers, LessonSettings options, OutcomeKind kind, IDataView rows, StageLog log, CancellationToken cancellationToken)
{
    /// <summary>The lesson.</summary>
    /// <param name="models">What is known of the text models among the teachers.</param>
    /// <param name="check">Looks at the student.</param>
    /// <param name="seed">The seed of a student of its own start.</param>
    /// <exception cref="ArgumentException">The recipe can't work with such models and rows.</exception>
    /// <exception cref="InvalidOperationException">A teacher gives no probabilities, or has other classes.</exception>
    public Lesson Prepare(IReadOnlyList<StageModel> models, Action<StageModel> check, Func<int> seed)
    {
        var own = models.Count == 0 ? new OwnStart(options) : null;
        var shape = own?.Shape ?? options.Student.Beside(models[0].Shape);
        CheckRecipe(models, shape);
        CheckVariants(models);
        CheckVectors(models);
        var texts = new LessonTexts(own is null ? models[0].Rows : ReadOwn(), rows, options, seed, log, cancellationToken);
        texts.Tell(log, options.Recipe);
        CheckRows(texts);
        var made = own?.Create(texts, seed(), log, cancellationToken);
        var pieces = own is null ? StudentPieces.Of(options, models[0].Tokenizer, texts, log, cancellationToken) : null;
        var student = made is { Student: var model } ? new StageModel(model.Shape, model.Tokenizer, model.MaxTokens, texts.Training) : WithPieces(
            models[0] with { Shape = shape, MaxTokens = options.Student.TokensBeside(models[0].MaxTokens) }, pieces);
        check(student);
        var readers = models.Select(each => pieces?.Cut is not null && WhatComparesTokens(models) is not null && each.ReadsTokensOf(models[0]) ? WithPieces(each, pieces) : each);
        return new Lesson(texts, [student, .. readers], [.. Others().Select(teacher => Score(teacher, texts))], made) { Pieces = pieces };
    }

    private static StageModel WithPieces(StageModel model, StudentPieces? pieces) => pieces is null ? model :
        model with { Shape = model.Shape with { VocabularySize = pieces.Tokenizer.Vocabulary.Count }, Tokenizer = pieces.Tokenizer };

    private HeadKind HeadOf(IReadOnlyList<StageModel> models) =>
        models.Count > 0 ? models[0].Rows.Outcome.Head : kind.OfClasses(new(" ", " ", null, " ", null), ["0", "1"]).Head;

    /// <summary>What needs student and teachers to have the same tokens; null for nothing.</summary>
    private string? WhatComparesTokens(IReadOnlyList<StageModel> models) =>
        options.Recipe.ComparesTokens
        ?? (HeadOf(models) == HeadKind.Token ? "the task, which has a tag for each word,"
            : HeadOf(models) == HeadKind.QuestionAnswering ? "the task, whose answers start and end at tokens,"
            : null);

    private void CheckRecipe(IReadOnlyList<StageModel> models, BertShape student)
    {
        RequireOneKind(models, HeadKind.Token, "tags words", "NamedEntityRecognition");
        RequireOneKind(models, HeadKind.QuestionAnswering, "finds answers", "QuestionAnswer");
        RequireOneKind(models, HeadKind.MultiLabel, "tells several labels of a text", "MultiLabelTextClassification");
        RequireSameTokens(models, HeadKind.Token, "Tags of words are");
        RequireSameTokens(models, HeadKind.QuestionAnswering, "Starts and ends of answers are");
        if (models.Count > 0 && options.Vocabulary != StudentVocabulary.Reduced && WhatComparesTokens(models) is { } what)
        {
            throw new ArgumentException(
                $"StudentVocabulary is {options.Vocabulary}, so that student and teachers split texts into different tokens, but {what} compares them token by token: set StudentVocabulary to Reduced, whose pieces a teacher can read too, or choose a recipe of predictions such as DistillationRecipe.Hinton.");
        }

        var positions = teachers.Index().Where(teacher => teacher.Item.TextModel is not null).Select(teacher => teacher.Index).ToArray();
        var shapes = new BertShape?[teachers.Count];
        var otherTokens = new List<int>();
        foreach (var (position, model) in positions.Zip(models))
        {
            shapes[position] = model.Shape;
            if (!model.ReadsTokensOf(models[0]))
            {
                otherTokens.Add(position);
            }
        }

        var head = HeadOf(models);
        RecipeCheck.Require(options.Recipe, new LossCheck(student, shapes, head) { OtherTokens = otherTokens });
        RecipeCheck.RequireMasking(options.Recipe, options.HidesTokens);
        if (options.PseudoLabelConfidence is not null && (!options.Recipe.NeedsLabels || head != HeadKind.Sequence || teachers.Count == 0))
        {
            throw new ArgumentException(head == HeadKind.Regression ? "PseudoLabelConfidence is set, but of numbers nobody is sure to a probability: leave it null."
                : head != HeadKind.Sequence ? "PseudoLabelConfidence is set, but pseudo-labels are classes of whole texts: leave it null."
                : teachers.Count == 0 ? "PseudoLabelConfidence is set, but there is no teacher to give labels: add one, or leave PseudoLabelConfidence null."
                : $"PseudoLabelConfidence is set, but no loss of the recipe {options.Recipe.Name} reads labels: add a LabelLoss to it, or leave PseudoLabelConfidence null.");
        }
    }

    /// <summary>Where one teacher has a head, all have it.</summary>
    private void RequireOneKind(IReadOnlyList<StageModel> models, HeadKind head, string what, string trainer)
    {
        var count = models.Count(model => model.Rows.Outcome.Head == head);
        if (count > 0 && (count < models.Count || Others().Any()))
        {
            throw new ArgumentException($"A teacher {what} and another one does not, so that a student can't follow both: give teachers of one kind, each made by {trainer}.");
        }
    }

    /// <summary>What has outputs for each token is compared token by token.</summary>
    private static void RequireSameTokens(IReadOnlyList<StageModel> models, HeadKind head, string what)
    {
        if (models.Any(model => model.Rows.Outcome.Head == head)
            && models.Index().FirstOrDefault(model => !model.Item.ReadsTokensOf(models[0])) is { Item: not null, Index: var position })
        {
            throw new ArgumentException(
                $"{what} compared token by token, but text model {position} of the teachers splits texts into other tokens than the first: give them the same tokenizer, text columns and MaxTokens, or leave one out.");
        }
    }

    /// <summary>Variants are texts that no column of the data has.</summary>
    private void CheckVariants(IReadOnlyList<StageModel> models)
    {
        if (options.Augmentation is not null && (Others().Any() || models.Any(model => !model.Rows.Outcome.Columns.Texts.SequenceEqual(models[0].Rows.Outcome.Columns.Texts))))
        {
            throw new ArgumentException(
                "Augmentation is set, but a teacher is no text model or reads other columns, so it can't be asked about the variants: make them with mlContext.Data.AugmentText and give them as UnlabeledSet.");
        }
    }

    /// <summary>Nobody but a text model gives vectors that a student can follow.</summary>
    private void CheckVectors(IReadOnlyList<StageModel> models)
    {
        if (models.Count > 0 && !models[0].Rows.Outcome.Kind.HasLabels && Others().FirstOrDefault() is (var position, { } teacher))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Teacher {position} ({teacher.Name}) is no text model, and a student of vectors learns from models that give vectors alone: leave it out."));
        }
    }

    private void CheckRows(LessonTexts texts)
    {
        var labeled = texts.Labeled > 0 || (options.PseudoLabelConfidence is not null && texts.Unlabeled > 0);
        RecipeCheck.RequireRows(options.Recipe, labeled, texts.Unlabeled > 0);
        if (texts.Labeled == 0 && teachers.Index().FirstOrDefault(teacher => !teacher.Item.IsFitted && teacher.Item.TextModel is null) is { Item: { } teacher } unfitted)
        {
            throw NothingToFit(unfitted.Index, teacher);
        }
    }

    /// <summary>The data given to Fit where no text model among the teachers reads it.</summary>
    private TrainingRows ReadOwn()
    {
        var columns = options.Text.Columns(kind);
        return kind.ReadTaught(rows, columns, () => kind.OfClasses(columns, ClassesOfFirst(columns.Label)), cancellationToken);
    }

    private IReadOnlyList<string> ClassesOfFirst(string label)
    {
        var (position, teacher) = Others().FirstOrDefault();
        return teacher is null
            ? throw new InvalidOperationException("No row of the training data has a label, and there is no teacher, so nobody knows the classes: add a teacher, or give some rows their label.")
            : teacher.IsFitted ? teacher.Fit(rows, position).ClassesOf(rows, label)
            : throw NothingToFit(position, teacher);
    }

    private IEnumerable<(int Index, DistillationTeacher Item)> Others() => teachers.Index().Where(teacher => teacher.Item.TextModel is null);

    private (float[] Labeled, float[] Unlabeled) Score((int Index, DistillationTeacher Item) teacher, LessonTexts texts) =>
        texts.Score(teacher.Item.Fit(rows, teacher.Index), Math.Max(1, texts.Training.Outcome.Labels.Count), cancellationToken);

    private static InvalidOperationException NothingToFit(int position, DistillationTeacher teacher) => new(
        FormattableString.Invariant($"No row of the training data has a label, so teacher {position} ({teacher.Name}) can't be fitted: give a fitted one, or rows with labels."));
}
