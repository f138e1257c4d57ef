using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.NamedEntityRecognition;

public class NamedEntityFaultsTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IReadOnlyList<TaggedSentence> _rows = TaggedSentences.Create(16, seed: 2);
    private static readonly IDataView _train = TaggedSentences.LoadKeyed(_ml, _rows);
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => Trainer().Fit(_train));

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_AnotherNumberOfLabelsThanWords_NamesRowAndColumns() => Assert.That(
        () => Trainer().Fit(With(new TaggedSentence { Sentence = "bob met fay", Tags = ["B-PER", "O"] })),
        Throws.InvalidOperationException.With.Message.Contains("Row 16 has 3 words in column 'Sentence' and 2 labels in column 'Label'").And.Message.Contains("vector of words"));

    [Test]
    public void Fit_LabelOfTheWholeText_NamesTheRemedy() => Assert.That(
        () => Trainer(options => options.Sentence1ColumnName = "Sentence1").Fit(Fitted.Train),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label'").And.Message.Contains("vector").And.Message.Contains("TextClassification"));

    [Test]
    public void Fit_SentenceColumnOfNumbers_SaysWhatIsExpected() => Assert.That(
        () => Trainer().Fit(_ml.Data.LoadFromEnumerable([new { Sentence = 1f, Label = new[] { "O" } }])),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Sentence'").And.Message.Contains("a vector of String with a word each"));

    [Test]
    public void Fit_OneTagOnly_Throws() => Assert.That(
        () => Trainer().Fit(TaggedSentences.LoadKeyed(_ml, _rows.Where(row => row.Tags.All(tag => tag == "O")))),
        Throws.InvalidOperationException.With.Message.Contains("All words").And.Message.Contains("'O'").And.Message.Contains("two tags"));

    [Test]
    public void Fit_NoLabels_Throws() => Assert.That(
        () => Trainer().Fit(TaggedSentences.LoadKeyed(_ml, _rows.Select(row => new TaggedSentence { Sentence = row.Sentence }))),
        Throws.InvalidOperationException.With.Message.Contains("None of the 16 rows").And.Message.Contains("'Label'"));

    [Test]
    public void Fit_ValidationTagNeverSeen_NamesRowAndTag() => Assert.That(
        () => Trainer(options => options.ValidationSet = TaggedSentences.LoadKeyed(_ml, [new TaggedSentence { Sentence = "acme grows", Tags = ["B-ORG", "O"] }], "O", "B-ORG")).Fit(_train),
        Throws.InvalidOperationException.With.Message.Contains("Row 0").And.Message.Contains("'B-ORG'"));

    [Test]
    public void Fit_BatchesWithoutAnyLabel_AreNothingToLearnFrom()
    {
        var data = With([.. Enumerable.Range(0, 8).Select(_ => new TaggedSentence { Sentence = "\u0001", Tags = ["O"] })]);

        var model = Trainer(options => options.BatchSize = 1).Fit(data);

        Assert.That(model.Model.Classifier!.Bias, Has.All.InRange(-100f, 100f), "finite");
    }

    [Test]
    public void Distillation_OwnVocabulary_IsRefused() => Assert.That(
        () => Distil(options => (options.Student, options.StudentVocabulary, options.Recipe) = (Small.Student with { VocabularySize = 60 }, StudentVocabulary.Learned, DistillationRecipe.Hinton())),
        Throws.ArgumentException.With.Message.Contains("a tag for each word").And.Message.Contains("Reduced"));

    [Test]
    public void Distillation_ReducedVocabulary_LetsTheTeacherReadIt()
    {
        var student = Trainers.Distillation(_model.Value, Small.Distillation(options =>
            (options.Student, options.Recipe, options.Epochs) = (Small.Student with { VocabularySize = 60 }, DistillationRecipe.Hinton(), 1))).Fit(_train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(60));
    }

    [Test]
    public void Distillation_PseudoLabels_AreRefused() => Assert.That(
        () => Distil(options => (options.PseudoLabelConfidence, options.UnlabeledSet) = (0.9, _train)), Throws.ArgumentException.With.Message.Contains("PseudoLabelConfidence").And.Message.Contains("whole texts"));

    [Test]
    public void Distillation_StaticStudent_IsRefused() =>
        Assert.That(() => Distil(options => (options.Student, options.Recipe) = (StudentShape.Static(32), DistillationRecipe.Hinton())), Throws.ArgumentException.With.Message.Contains("static student").And.Message.Contains("each token"));

    [Test]
    public void Distillation_TeachersOfOtherTokens_AreRefused()
    {
        var other = Trainer(options => options.VocabularySize = 60).Fit(_train);

        Assert.That(() => Distil(teachers: [_model.Value, other]), Throws.ArgumentException.With.Message.Contains("token by token").And.Message.Contains("tokenizer"));
    }

    [Test]
    public void Distillation_TeacherOfTexts_IsRefused()
    {
        var texts = Trainers.TextClassification(Small.Teacher(options => (options.Sentence1ColumnName, options.LabelColumnName, options.Epochs) = ("Sentence", "Kind", 1)));
        var rows = _ml.Transforms.Expression("Kind", "s : left(s, 1)", "Sentence").Fit(_train).Transform(_train);

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(_model.Value), DistillationTeacher.Of(texts)], Small.Distillation()).Fit(rows),
            Throws.ArgumentException.With.Message.Contains("teachers of one kind"));
    }

    [Test]
    public void Prune_InAnotherCatalog_IsSentToItsOwn() =>
        Assert.That(() => _ml.BinaryClassification.Trainers.Prune(_model.Value), Throws.ArgumentException.With.Message.Contains("MulticlassClassification"));

    [Test]
    public void EvaluateLoyalty_OfATagger_NamesTheOtherMeasure() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateLoyalty(_train, _model.Value, _model.Value), Throws.ArgumentException.With.Message.Contains("EvaluateNamedEntityLoyalty"));

    [Test]
    public void EvaluateRobustness_OfATagger_IsRefused() => Assert.That(
        () => _ml.MulticlassClassification.EvaluateRobustness(_train, _model.Value, new WordDeletionAttack()), Throws.ArgumentException.With.Message.Contains("no class of a text"));

    [Test]
    public void EvaluateNamedEntities_OtherNumberOfTags_NamesTheRow()
    {
        var data = _ml.Data.LoadFromEnumerable([new { Label = new[] { "O" }, PredictedLabel = new[] { "O" } }, new { Label = new[] { "O", "O" }, PredictedLabel = new[] { "O" } }]);

        Assert.That(() => _ml.MulticlassClassification.EvaluateNamedEntities(data), Throws.InvalidOperationException.With.Message.Contains("Row 1 has 2 labels"));
    }

    [Test]
    public void EvaluateNamedEntities_NoLabels_Throws()
    {
        var data = _ml.Data.LoadFromEnumerable([new { Label = Array.Empty<string>(), PredictedLabel = new[] { "O" } }]);

        Assert.That(() => _ml.MulticlassClassification.EvaluateNamedEntities(data), Throws.ArgumentException.With.Message.Contains("No word"));
    }

    [Test]
    public void EvaluateNamedEntities_TagsByHand_CountsWholeEntities()
    {
        var data = _ml.Data.LoadFromEnumerable(
        [
            new { Label = new[] { "B-A", "I-A", "O", "S-B" }, PredictedLabel = new[] { "I-A", "I-A", "O", "O" } },
            new { Label = new[] { "B-A", "I-A", "", "" }, PredictedLabel = new[] { "B-A", "O", "B-B", "B-A" } },
        ]);

        var metrics = _ml.MulticlassClassification.EvaluateNamedEntities(data);

        Assert.That((metrics.Rows, metrics.Words), Is.EqualTo((2, 6)));
        Assert.That(metrics.WordAccuracy, Is.EqualTo(3 / 6.0));
        Assert.That((metrics.Precision, metrics.Recall, metrics.F1), Is.EqualTo((1 / 2.0, 1 / 3.0, 2 / 5.0)));
        Assert.That(metrics.Types, Is.EqualTo([new EntityTypeMetrics("A", 2, 2, 1), new EntityTypeMetrics("B", 1, 0, 0)]));
        Assert.That(metrics.MacroF1, Is.EqualTo((0.5 + 0) / 2));
        Assert.That(metrics.Types.ToDataFrame().Rows.Count, Is.EqualTo(2));
        Assert.That(metrics.ToDataFrame()["F1"][0], Is.EqualTo(metrics.F1));
    }

    [Test]
    public void Entities_OfAClassifier_NamesTheTrainer() =>
        Assert.That(() => Fitted.Teacher.Entities("a text"), Throws.ArgumentException.With.Message.Contains("NamedEntityRecognition"));

    private static IDataView With(params TaggedSentence[] more) => TaggedSentences.LoadKeyed(_ml, _rows.Concat(more));

    private static void Distil(Action<DistillationTrainer.Options>? change = null, params ITransformer[] teachers) => Trainers.Distillation(
        [.. (teachers.Length > 0 ? teachers : [_model.Value]).Select(DistillationTeacher.Of)], Small.Distillation(change)).Fit(_train);

    private static NamedEntityTrainer Trainer(Action<NamedEntityTrainer.Options>? change = null)
    {
        var options = new NamedEntityTrainer.Options
        {
            Shape = new ModelShape(1, 32, 2, 64),
            VocabularySize = 90,
            MaxTokens = 24,
            Epochs = 1,
            BatchSize = 8,
            Threads = 1,
        };
        change?.Invoke(options);
        return Trainers.NamedEntityRecognition(options);
    }
}
