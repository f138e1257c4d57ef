using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Students of models that are no text models of this library.</summary>
public class OtherModelsTests
{
    private static readonly DistillationRecipe _predictions = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    private IEstimator<ITransformer> Features => _ml.Transforms.Text.FeaturizeText("Features", "Sentence1");

    private IEstimator<ITransformer> Keys => _ml.Transforms.Conversion.MapValueToKey("Label");

    private EstimatorChain<ITransformer> Classifier => Keys.Append(Features).Append<ITransformer>(Trainers.SdcaMaximumEntropy());

    [Test]
    public void Fit_FittedChain_StudentLearnsFromScratchWhatItPredicts()
    {
        var rows = Messages.Load(_ml, 240);
        var teacher = Classifier.Fit(rows);

        var student = Trainers.Distillation(teacher, Options()).Fit(rows);

        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
        Assert.That(student.Transform(rows).Schema["PredictedLabel"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void CrossValidate_ChainAsEstimator_IsFittedOnEachFold()
    {
        var estimator = Keys.Append(Trainers.Distillation(Features.Append<ITransformer>(Trainers.SdcaMaximumEntropy()), Options(options => options.Epochs = 8)));

        var results = _ml.MulticlassClassification.CrossValidate(Messages.Load(_ml, 180), estimator, numberOfFolds: 2);

        Assert.That(results.Average(result => result.Metrics.MicroAccuracy), Is.GreaterThan(0.6));
    }

    [Test]
    public void Fit_RowsOfWhichSomeLackTheirLabel_KeepsPredictionsWithTheirRows()
    {
        var teacher = Classifier.Fit(Messages.Load(_ml, 240));
        var rows = Messages.Create(240);
        foreach (var row in rows.Where(row => row.Number % 5 is 1 or 2))
        {
            row.Label = "";
        }

        var student = Trainers.Distillation(teacher, Options()).Fit(_ml.Data.LoadFromEnumerable(rows));

        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_NoLabelColumn_TakesTheTeachersClasses()
    {
        var teacher = Classifier.Fit(Messages.Load(_ml, 240));
        var texts = _ml.Transforms.DropColumns("Label").Fit(Messages.Load(_ml, 240)).Transform(Messages.Load(_ml, 240));

        var student = Trainers.Distillation(teacher, Options()).Fit(texts);

        Assert.That(student.Model.Labels, Is.EquivalentTo(["account", "billing", "delivery"]));
        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_NoLabelsForAnEstimator_SaysThatItCannotBeFitted()
    {
        var texts = _ml.Transforms.DropColumns("Label").Fit(Messages.Load(_ml, 30)).Transform(Messages.Load(_ml, 30));
        var teacher = _ml.Transforms.CopyColumns("Score", "Number");

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(teacher)], Options()).Fit(texts),
            Throws.InvalidOperationException.With.Message.Contains("No row of the training data has a label, so teacher 0 (ColumnCopyingEstimator) can't be fitted: give a fitted one"));
    }

    [Test]
    public void Fit_TextModelAndOtherModel_LearnsFromBoth()
    {
        var recipe = DistillationRecipe.Joint;
        DistillationTeacher[] teachers = [DistillationTeacher.Of(Fitted.Teacher), DistillationTeacher.Of(Features.Append(Trainers.NaiveBayes())) with { ScoresAreLogits = true }];

        var student = Trainers.Distillation(teachers, Small.Distillation(options => options.Recipe = recipe)).Fit(Fitted.Train);

        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_StatesOfAnotherModel_AreRefused() => Assert.That(
        () => Trainers.Distillation(Classifier.Fit(Messages.Load(_ml, 60)), Options(options => options.Recipe = DistillationRecipe.Joint)).Fit(Messages.Load(_ml, 60)),
        Throws.ArgumentException.With.Message.Contains("teacher 0 gives predictions alone").And.Message.Contains("DistillationRecipe.Hinton"));

    [Test]
    public void Fit_ScoresThatAreNoProbabilities_NamesTheRowAndTheRemedy() => Assert.That(
        () => Trainers.Distillation(Features.Append(Trainers.NaiveBayes()), Options()).Fit(Fitted.Train),
        Throws.InvalidOperationException.With.Message.Contains("Teacher 0 (NaiveBayesMulticlassTrainer): the scores of row 0 in column 'Score' are no probabilities").And.Message.Contains("ScoresAreLogits"));

    [Test]
    public void Fit_BinaryModelWithProbability_TeachesTruthValues()
    {
        var rows = Binary(240);
        var teacher = Features.Append<ITransformer>(_ml.BinaryClassification.Trainers.SdcaLogisticRegression());

        var student = Trainers.Distillation([DistillationTeacher.Of(teacher)], Options()).Fit(rows);

        Assert.That(student.Model.Labels, Is.EquivalentTo(["False", "True"]));
        var scored = student.Transform(Binary(60));
        var right = scored.GetColumn<bool>("PredictedLabel").Zip(scored.GetColumn<bool>("Label")).Average(pair => pair.First == pair.Second ? 1.0 : 0);
        Assert.That(right, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_BinaryModelWithoutProbability_NamesTheCalibrator()
    {
        var teacher = Features.Append<ITransformer>(_ml.BinaryClassification.Trainers.LinearSvm());

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(teacher)], Options()).Fit(Binary(60)),
            Throws.InvalidOperationException.With.Message.Contains("Calibrators.Platt").And.Message.Contains("no column 'Probability'"));
    }

    [Test]
    public void Fit_OtherClasses_NamesBoth()
    {
        var teacher = Classifier.Fit(Messages.Load(_ml, 60));
        var rows = _ml.Data.LoadFromEnumerable(Messages.Create(30).Select(message => new { message.Sentence1, Label = message.Label.ToUpperInvariant() }));

        Assert.That(
            () => Trainers.Distillation(teacher, Options()).Fit(rows),
            Throws.InvalidOperationException.With.Message.Contains("'DELIVERY'").And.Message.Contains("'delivery'").And.Message.Contains("in any order"));
    }

    [Test]
    public void Fit_VectorWithoutNames_TakesThoseOfTheUser()
    {
        var rows = Messages.Load(_ml, 240);
        var teacher = _ml.Transforms.CustomMapping<Message, Opinion>(Judge, contractName: null).Fit(rows);
        var named = DistillationTeacher.Of(teacher) with { ScoreColumnName = "Opinions" };

        Assert.That(() => Trainers.Distillation([named], Options()).Fit(rows), Throws.InvalidOperationException.With.Message.Contains("ClassNames"));
        var student = Trainers.Distillation([named with { ClassNames = ["account", "billing", "delivery"] }], Options()).Fit(rows);

        Assert.That(AccuracyOf(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_RegressionOfAnotherKind_TeachesNumbers()
    {
        var rows = _ml.Data.LoadFromEnumerable(RatedMessage.Create(240));
        var teacher = Features.Append(_ml.Regression.Trainers.Sdca()).Fit(rows);

        var student = _ml.Regression.Trainers.Distillation([DistillationTeacher.Of(teacher)], Options(options => options.Recipe = DistillationRecipe.LogitRegression)).Fit(rows);

        var (own, taught) = (student.Transform(rows).GetColumn<float>("Score").ToArray(), teacher.Transform(rows).GetColumn<float>("Score").ToArray());
        var mean = taught.Average();
        Assert.That(own.Zip(taught, (a, b) => (a - b) * (a - b)).Average(), Is.LessThan(0.5 * taught.Average(value => (value - mean) * (value - mean))));
    }

    [Test]
    public void Fit_TeacherThatDropsRows_IsNamedWithTheCounts()
    {
        var rows = Messages.Load(_ml, 60);
        var teacher = new TransformerChain<ITransformer>(new FilteringTransformer(_ml, least: 10), Classifier.Fit(rows));

        Assert.That(
            () => Trainers.Distillation(teacher, Options()).Fit(rows),
            Throws.InvalidOperationException.With.Message.Contains("Teacher 0 (MulticlassPredictionTransformer").And.Message.Contains("gives 50 rows for the 60 of the training data: it must neither filter nor add any"));
    }

    [Test]
    public void Fit_TeacherThatDropsRowsOfTheUnlabelledSet_IsNamedWithTheCounts()
    {
        var teacher = new TransformerChain<ITransformer>(new FilteringTransformer(_ml, least: 0), Classifier.Fit(Messages.Load(_ml, 60)));
        var more = Messages.Create(30);
        more[2].Number = -1;

        Assert.That(
            () => Trainers.Distillation(teacher, Options(options => options.UnlabeledSet = _ml.Data.LoadFromEnumerable(more))).Fit(Messages.Load(_ml, 60)),
            Throws.InvalidOperationException.With.Message.Contains("gives 29 rows for the 30 of the unlabelled set"));
    }

    [Test]
    public void Fit_CheckpointForTheStudent_HasItsTokenizerAndWeights()
    {
        using var checkpoint = new CheckpointCopy("bert-bare");
        var teacher = Classifier.Fit(Messages.Load(_ml, 240));

        var student = Trainers.Distillation(teacher, Options(options =>
        {
            options.Text = new StudentText { Checkpoint = checkpoint.Path, MaxTokens = 16 };
            (options.Student, options.LearningRate, options.Epochs) = (new ModelShape(2, 32, 2, 40), 0, 1);
        })).Fit(Messages.Load(_ml, 60));

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(106));
        Assert.That(student.Model.MaxTokens, Is.EqualTo(16));
        Assert.That(WordsOf(student.Model.ToCheckpoint()), Is.EqualTo(WordsOf(Checkpoint.Load(checkpoint.Path))));
    }

    [Test]
    public void Fit_MissingCheckpointForTheStudent_NamesTheFolder() => Assert.That(
        () => Trainers.Distillation(Classifier.Fit(Messages.Load(_ml, 60)), Options(options => options.Text = new StudentText { Checkpoint = "nowhere" })).Fit(Messages.Load(_ml, 60)),
        Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("nowhere"));

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, Trainers.Distillation([DistillationTeacher.Of(Features.Append<ITransformer>(Trainers.SdcaMaximumEntropy()))], Options(options => options.Epochs = 1)), Fitted.Train, Fitted.Test);

    private static DistillationTrainer.Options Options(Action<DistillationTrainer.Options>? change = null) => Small.Distillation(options =>
    {
        (options.Recipe, options.Epochs, options.Text) = (_predictions, 20, new StudentText { VocabularySize = 250, MaxTokens = 24 });
        change?.Invoke(options);
    });

    private static void Judge(Message message, Opinion opinion) =>
        opinion.Opinions = [.. new[] { "account", "billing", "delivery" }.Select(label => label == message.Label ? 0.9f : 0.05f)];

    private static float[] WordsOf(Checkpoint checkpoint) => checkpoint.Tensors["embeddings.word_embeddings.weight"].Values;

    private double AccuracyOf(TextModelTransformer student)
    {
        var scored = student.Transform(Messages.Load(_ml, 60, seed: 8));
        return scored.GetColumn<string>("PredictedLabel").Zip(scored.GetColumn<string>("Label")).Average(pair => pair.First == pair.Second ? 1.0 : 0);
    }

    private IDataView Binary(int count) => _ml.Data.LoadFromEnumerable(Messages.Create(count).Select(message => new BinaryMessage { Sentence1 = message.Sentence1, Label = message.Label == "billing" }));

    private sealed class BinaryMessage
    {
        public string Sentence1 { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Opinion
    {
        [VectorType(3)]
        public float[] Opinions { get; set; } = [];
    }
}
