using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.SentenceSimilarity;

public class SentenceSimilarityTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IDataView _train = _ml.Data.LoadFromEnumerable(RatedPairs.Create(240, seed: 1));
    private static readonly IDataView _test = _ml.Data.LoadFromEnumerable(RatedPairs.Create(60, seed: 2));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => _ml.Regression.Trainers.SentenceSimilarity(Options()).Fit(_train));

    [Test]
    public void Fit_Pairs_TellsAlikeOnesFromOthers()
    {
        var metrics = _ml.Regression.Evaluate(_model.Value.Transform(_test));

        Assert.That(metrics.RSquared, Is.GreaterThan(0.8));
    }

    [Test]
    public void Transform_Score_IsTheCosineOfBothVectorsOnTheLabelsScale()
    {
        foreach (var (pair, score) in RatedPairs.Create(60, seed: 2).Zip(Scores(_model.Value)))
        {
            var (first, second) = (_model.Value.Embed(pair.Sentence1), _model.Value.Embed(pair.Sentence2));
            Assert.That(score, Is.EqualTo(5 * TensorPrimitives.CosineSimilarity(first, second)).Within(1e-4));
            Assert.That(_model.Value.Score(pair.Sentence1, pair.Sentence2), Is.EqualTo((float[])[score]).Within(1e-5));
            Assert.That(first.Sum(value => value * value), Is.EqualTo(1).Within(1e-4));
        }
    }

    [Test]
    public void Score_SeveralAndMissingTexts_AreThoseOfEach()
    {
        string?[] first = ["I was charged twice", null];
        string?[] second = ["the invoice shows a wrong amount", ""];

        Assert.That(_model.Value.Score(first, second).Select(score => score[0]), Is.EqualTo(first.Zip(second, (a, b) => _model.Value.Score(a, b)[0])).Within(1e-5));
        Assert.That(_model.Value.Score(null, "")[0], Is.EqualTo(5).Within(1e-4), "the same text");
        Assert.That(() => _model.Value.Score("one text"), Throws.ArgumentException.With.Message.Contains("pairs"));
    }

    [Test]
    public void PredictionEngine_Pair_GivesItsScore()
    {
        using var engine = _ml.Model.CreatePredictionEngine<RatedPair, PairScore>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });

        var score = engine.Predict(new RatedPair { Sentence1 = "I cannot log in", Sentence2 = "the login page is blank" }).Score;

        Assert.That(score, Is.EqualTo(_model.Value.Score("I cannot log in", "the login page is blank")[0]));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, _ml.Regression.Trainers.SentenceSimilarity(Options(options => options.Epochs = 1)), _train, _test, Written);

    [Test]
    public void Chain_DistilledPrunedQuantised_FollowsTheVectorsAndComesBackFromItsFile()
    {
        var chain = _ml.Regression.Trainers.Distillation(_model.Value, Small.Distillation(options => options.Epochs = 8)).Prune(Small.Pruning()).Quantize(Small.Aware());

        var model = chain.Fit(_train);

        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, model, _train.Schema);
        Assert.That(Written(loaded.Transform(_test)), Is.EqualTo(Written(model.Transform(_test))));
        Assert.That(loaded.Embed("I was charged twice"), Is.EqualTo(model.Embed("I was charged twice")));
        Assert.That(_ml.Regression.EvaluateLoyalty(_test, loaded, _model.Value).Pearson, Is.GreaterThan(0.9));
        Assert.That(_ml.Regression.Evaluate(loaded.Transform(_test)).RSquared, Is.GreaterThan(0.6));
    }

    [Test]
    public void Chain_OfEstimators_TrainsOnPairsAndCompressesTextByText()
    {
        var chain = _ml.Regression.Trainers.SentenceSimilarity(Options(options => options.ValidationSet = _test)).Prune(Small.Pruning()).Quantize();

        var model = chain.Fit(_train);

        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo(["fine-tune", "prune", "quantise"]));
        var quality = model.Report.Stages[2].Result!.Quality.Regression!;
        Assert.That(quality.RootMeanSquaredError, Is.EqualTo(_ml.Regression.Evaluate(model.Transform(_test)).RootMeanSquaredError).Within(1e-4));
        Assert.That(quality.TeacherPearson, Is.GreaterThan(0.8));
        Assert.That(model.Report.Stages[0].Curve!.Scores, Is.Not.Empty);
    }

    [Test]
    public void Distillation_UnlabelledPairsAlone_AreEnough()
    {
        var texts = _ml.Transforms.DropColumns("Label").Fit(_train).Transform(_train);

        var student = _ml.Regression.Trainers.Distillation(_model.Value, Small.Distillation(options => options.Epochs = 2)).Fit(texts);

        Assert.That(student.Transform(texts).GetColumn<float>("Score").Distinct().Count(), Is.GreaterThan(100));
    }

    [Test]
    public void TextEmbedding_OfTheModel_GivesItsVectors()
    {
        var embedder = _ml.Transforms.Text.TextEmbedding(_model.Value, new TextEmbeddingEstimator.Options { InputColumnName = "Sentence1" }).Fit(_test);

        Assert.That(embedder.Transform(_test).GetColumn<float[]>("Embedding").First(), Is.EqualTo(_model.Value.Embed(RatedPairs.Create(60, seed: 2)[0].Sentence1)));
        Assert.That(((TextModelTransformer)embedder.Quantize()).Embed("a text"), Has.Length.EqualTo(64));
    }

    [Test]
    public void Fit_Checkpoint_StartsFromItsEncoderWithTheMean()
    {
        using var folder = new CheckpointCopy("bert-sequence");
        var before = _ml.Transforms.Text.TextEmbedding(folder.Path, "Sentence1", normalize: true).Fit(_test);

        var model = _ml.Regression.Trainers.SentenceSimilarity(Options(options => (options.Checkpoint, options.Shape, options.Epochs, options.LearningRate) = (folder.Path, null, 1, 1e-9))).Fit(_train);

        Assert.That(model.Model.Shape.Pooler, Is.EqualTo(PoolerKind.Mean));
        Assert.That(model.Embed("a text"), Is.EqualTo(before.Embed("a text")).Within(1e-4));
    }

    [Test]
    public void Fit_FromAModelOfAnotherTask_StartsFromItsEncoder()
    {
        var options = Options(options => (options.StartFrom, options.Shape, options.Epochs, options.LearningRate, options.Pooling) = (Fitted.Teacher, null, 1, 1e-9, EmbeddingPooling.FirstToken));
        var before = _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, new TextEmbeddingEstimator.Options { InputColumnName = "Sentence1", Pooling = EmbeddingPooling.FirstToken, Normalize = true }).Fit(_test);

        var model = _ml.Regression.Trainers.SentenceSimilarity(options).Fit(_train);

        Assert.That(model.Embed("I was charged twice"), Is.EqualTo(before.Embed("I was charged twice")).Within(1e-4));
    }

    [Test]
    public void Fit_LabelOutOfRange_NamesTheRowAndTheRemedy()
    {
        var trainer = _ml.Regression.Trainers.SentenceSimilarity(Options(options => options.HighestLabel = 4));

        Assert.That(() => trainer.Fit(_train), Throws.InvalidOperationException.With.Message.Match("Row [0-9]+ has the label 5 .*HighestLabel"));
    }

    [Test]
    public void Options_Faults_AreNamed()
    {
        Assert.That(() => Made(options => options.HighestLabel = 0), Throws.ArgumentException.With.Message.Contains("HighestLabel 0"));
        Assert.That(() => Made(options => options.LowestLabel = float.NaN), Throws.ArgumentException.With.Message.Contains("LowestLabel"));
        Assert.That(() => Made(options => options.Sentence2ColumnName = null), Throws.ArgumentException.With.Message.Contains("Sentence2ColumnName"));
        Assert.That(() => Made(options => options.Pooling = (EmbeddingPooling)7), Throws.ArgumentException.With.Message.Contains("FirstToken"));
        Assert.That(() => Made(options => options.Checkpoint = "folder"), Throws.ArgumentException.With.Message.Contains("Shape"));
    }

    [Test]
    public void Distillation_TeacherOfNumbersBeside_IsRefused()
    {
        var numbers = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append(_ml.Regression.Trainers.Sdca()).Fit(_train);
        var student = _ml.Regression.Trainers.Distillation([DistillationTeacher.Of(_model.Value), DistillationTeacher.Of(numbers)], Small.Distillation());

        Assert.That(() => student.Fit(_train), Throws.ArgumentException.With.Message.Contains("Teacher 1").And.Message.Contains("vectors"));
    }

    [Test]
    public void Load_DamagedRange_IsRefused()
    {
        var damaged = SavedModel.Change(SavedModel.Save(_ml, _model.Value, _test.Schema), "Model.key", bytes =>
        {
            var place = bytes.AsSpan().LastIndexOf(BitConverter.GetBytes(5f));
            BitConverter.GetBytes(-1f).CopyTo(bytes, place);
            return bytes;
        });

        Assert.That(SavedModel.Fault(Assert.Catch(() => SavedModel.Load(_ml, damaged))).Message, Does.Contain("labels from 0 to -1"));
    }

    private static SentenceSimilarityTrainer Made(Action<SentenceSimilarityTrainer.Options> change) => _ml.Regression.Trainers.SentenceSimilarity(Options(change));

    private static SentenceSimilarityTrainer.Options Options(Action<SentenceSimilarityTrainer.Options>? change = null)
    {
        var options = new SentenceSimilarityTrainer.Options
        {
            HighestLabel = 5,
            Shape = new ModelShape(1, 64, 2, 64),
            VocabularySize = 250,
            MaxTokens = 24,
            Epochs = 8,
            BatchSize = 8,
            LearningRate = 2e-3,
            Dropout = 0,
            AttentionDropout = 0,
            Threads = 1,
        };
        change?.Invoke(options);
        return options;
    }

    private static float[] Scores(TextModelTransformer model) => [.. model.Transform(_test).GetColumn<float>("Score")];

    private static IReadOnlyList<string> Written(IDataView rows) => [.. rows.GetColumn<float>("Score").Select(score => BitConverter.SingleToInt32Bits(score).ToString(CultureInfo.InvariantCulture))];
}
