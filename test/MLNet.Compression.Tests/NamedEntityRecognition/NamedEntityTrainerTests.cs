using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.NamedEntityRecognition;

public partial class NamedEntityTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<IDataView> _train = new(() => TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(200, seed: 7)));
    private static readonly Lazy<IDataView> _test = new(() => TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(60, seed: 8)));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => Trainers.NamedEntityRecognition(Options()).Fit(_train.Value));

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_Model_FindsEntities()
    {
        var metrics = Evaluate(_model.Value);

        TestContext.Out.WriteLine(metrics);
        Assert.That(metrics.F1, Is.GreaterThan(0.9));
        Assert.That(metrics.Rows, Is.EqualTo(60));
        Assert.That(metrics.Types.Select(type => type.Type), Is.EqualTo(["LOC", "PER"]));
    }

    [Test]
    public void Transform_Columns_AreTheMostProbableTagsOfTheWords()
    {
        foreach (var row in Read(_model.Value))
        {
            var tags = _model.Value.Model.Labels;
            Assert.That(row.Score, Has.Length.EqualTo(row.Words.Length * tags.Count));
            foreach (var (word, probabilities) in row.Score.Chunk(tags.Count).Index())
            {
                Assert.That(probabilities.Sum(), Is.EqualTo(1).Within(1e-5));
                Assert.That(row.PredictedLabel[word], Is.EqualTo(tags[Array.IndexOf(probabilities, probabilities.Max())]));
            }
        }
    }

    [Test]
    public void Transform_SentencesAndTheirWords_GiveTheSame()
    {
        var words = _ml.Transforms.CopyColumns("Sentence", "Words").Fit(_test.Value).Transform(_test.Value);

        Assert.That(Written(_model.Value.Transform(words)), Is.EqualTo(Written(_model.Value.Transform(_test.Value))));
    }

    [Test]
    public void Transform_WordWithASpaceInIt_HasOneTag()
    {
        var rows = _ml.Data.LoadFromEnumerable([new { Sentence = new[] { "bob", "", "new york", "\u0001" } }]);

        var tags = PredictedKeys(_model.Value.Transform(rows)).Single();

        Assert.That(tags, Has.Length.EqualTo(4));
        Assert.That(tags[1], Is.EqualTo(1u), "an empty word is outside of entities");
        Assert.That(tags[3], Is.EqualTo(1u), "so is one that the tokenizer drops");
    }

    [Test]
    public void Transform_TextLongerThanTheModelReads_HasATagForEachWord()
    {
        var many = TaggedSentences.Create(12, seed: 9);
        var text = string.Join(' ', many.Select(row => row.Sentence));
        var tags = PredictedKeys(_model.Value.Transform(_ml.Data.LoadFromEnumerable([new { Sentence = text }]))).Single();
        string[] gold = [.. many.SelectMany(row => row.Tags)];

        Assert.That(tags, Has.Length.EqualTo(gold.Length).And.Length.GreaterThan(3 * Options().MaxTokens / 2));
        Assert.That(tags.Zip(gold).Average(pair => _model.Value.Model.Labels[(int)pair.First - 1] == pair.Second ? 1.0 : 0), Is.GreaterThan(0.75));
    }

    [Test]
    public void Estimator_Contract_Holds()
    {
        var estimator = Trainers.NamedEntityRecognition(Options(options => (options.Sentence1ColumnName, options.Epochs) = ("Sentence1", 1)));

        EstimatorContract.Check(_ml, estimator, Renamed(_train.Value), Renamed(_test.Value), Written);
    }

    [Test]
    public void Estimator_TextLabels_AreThePredictedOnes()
    {
        var model = Trainers.NamedEntityRecognition(Options(options => options.LabelColumnName = "Tags")).Fit(_train.Value);
        var scored = _ml.Data.CreateEnumerable<TaggedWords>(model.Transform(_test.Value), reuseRowObject: false).ToList();

        Assert.That(scored.SelectMany(row => row.PredictedLabel).Distinct(), Is.SubsetOf(model.Model.Labels));
        Assert.That(_ml.MulticlassClassification.EvaluateNamedEntities(model.Transform(_test.Value), "Tags").F1, Is.GreaterThan(0.9));
    }

    [Test]
    public void Chain_DistilledPrunedQuantised_SavedAndLoaded_ScoresAlike()
    {
        var model = Trainers.Distillation(_model.Value, Small.Distillation(options => options.Epochs = 12)).Prune(Small.Pruning()).Quantize(Small.Aware()).Fit(_train.Value);

        var loaded = SavedModel.RoundTrip(_ml, model, _train.Value.Schema);

        TestContext.Out.WriteLine(Evaluate(loaded));
        Assert.That(Written(loaded.Transform(_test.Value)), Is.EqualTo(Written(model.Transform(_test.Value))));
        Assert.That(Evaluate(loaded).F1, Is.GreaterThan(0.8));
    }

    [Test]
    public void Chain_ValidationSet_IsMeasuredByEntities()
    {
        var trainer = Trainers.NamedEntityRecognition(Options(options => (options.ValidationSet, options.KeepBest) = (_test.Value, true)));
        var model = Trainers.Distillation(trainer, Small.Distillation(options => options.Epochs = 20)).Quantize().Fit(_train.Value);

        var quality = model.Report.Stages.Select(stage => stage.Result!.Quality).ToList();

        Assert.That(quality[0].Entities!.F1, Is.GreaterThan(0.9));
        Assert.That(quality[^1].Entities!.F1, Is.EqualTo(Evaluate(model).F1).Within(1e-9));
        Assert.That(quality[^1].Accuracy, Is.EqualTo(Evaluate(model).WordAccuracy).Within(1e-9));
        Assert.That(quality[^1].Rows, Is.EqualTo(60));
        Assert.That(quality[^1].LabelLoyalty, Is.GreaterThan(0.8));
        Assert.That(model.Report.ToString(), Does.Contain("entity F1"));
        Assert.That(model.Report.Stages[0].Curve!.Scores.Max(point => point.Validation.Score), Is.EqualTo(quality[0].Entities!.F1).Within(1e-9));
    }

    [Test]
    public void CrossValidateNamedEntities_ChainWithKeys_ScoresEachFold()
    {
        var rows = _ml.Data.LoadFromEnumerable(TaggedSentences.Create(120, seed: 3));
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label", "Tags").Append(Trainers.NamedEntityRecognition(Options(options => options.Epochs = 10)));

        var folds = _ml.MulticlassClassification.CrossValidateNamedEntities(rows, chain, numberOfFolds: 2, seed: 1);

        Assert.That(folds.Select(fold => fold.Fold), Is.EqualTo([0, 1]));
        Assert.That(folds.Sum(fold => fold.Metrics.Rows), Is.EqualTo(120));
        Assert.That(folds.Select(fold => fold.Metrics.F1), Has.All.GreaterThan(0.5));
    }

    [Test]
    public void PredictionEngine_OneSentence_GivesTagsOfItsWords()
    {
        var chain = _model.Value.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(_model.Value.Transform(_test.Value)));
        using var engine = _ml.Model.CreatePredictionEngine<TaggedSentence, TaggedWords>(chain, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new() { Sentence = "bob met anna lee in new york" }).PredictedLabel, Is.EqualTo(["B-PER", "O", "B-PER", "I-PER", "O", "B-LOC", "I-LOC"]));
        Assert.That(engine.Predict(new() { Sentence = "" }).PredictedLabel, Is.Empty);
    }

    [Test]
    public void PredictionEngine_VectorsOfWords_HaveATagEach()
    {
        var engine = _ml.Model.CreatePredictionEngine<WordRow, WordRow>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new() { Sentence = ["bob", "met", "anna", "lee"] }).PredictedLabel, Is.EqualTo([2u, 1u, 2u, 3u]));
        Assert.That(engine.Predict(new() { Sentence = ["bob met", "anna lee"] }).PredictedLabel, Is.EqualTo([2u, 2u]), "the same text in other words");
    }

    [Test]
    public void NamedEntityRecognition_CheckpointOfATagger_KeepsItsHead()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tagger");
        _model.Value.ExportCheckpoint(path);
        var other = TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(8, seed: 4), "I-LOC", "B-LOC", "O", "I-PER", "B-PER");

        var model = Trainers.NamedEntityRecognition(Options(options => (options.Shape, options.Checkpoint, options.Epochs, options.LearningRate) = (null, path, 1, 1e-9))).Fit(other);

        Assert.That(model.Model.Labels[0], Is.EqualTo("I-LOC"));
        Assert.That(Evaluate(model).F1, Is.EqualTo(Evaluate(_model.Value).F1).Within(1e-9));
    }

    [Test]
    public void ReduceVocabulary_Tagger_ReadsWords()
    {
        var words = _ml.Data.LoadFromEnumerable(TaggedSentences.Create(60, seed: 5).Select(row => new { Sentence = row.Words }));

        var reduced = _model.Value.ReduceVocabulary(words, new VocabularyReductionEstimator.Options { Coverage = 1 });

        Assert.That(reduced.Entities("bob met fay").Select(entity => entity.Text), Is.EqualTo(["bob", "fay"]));
    }

    [Test]
    public void Entities_Text_AreSpansOfIt()
    {
        const string Text = "  bob met\tanna lee in  new york";

        var entities = _model.Value.Entities(Text);

        Assert.That(entities.Select(entity => (entity.Text, entity.Type)), Is.EqualTo([("bob", "PER"), ("anna lee", "PER"), ("new york", "LOC")]));
        Assert.That(entities.Select(entity => Text.Substring(entity.Start, entity.Length)), Is.EqualTo(entities.Select(entity => entity.Text)));
        Assert.That(entities.Select(entity => entity.Score), Has.All.InRange(0.5f, 1f));
        using var recognizer = new EntityRecognizer(_model.Value.Model);
        Assert.That(recognizer.Find(Text), Is.EqualTo(entities));
    }

    [Test]
    public void Prune_OtherOrderOfKeys_KeepsThePredictions()
    {
        var other = TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(100, seed: 4), "I-LOC", "B-LOC", "O", "I-PER", "B-PER");

        var pruned = Trainers.Prune(_model.Value, Small.Pruning(options => options.Sparsity = 0.1)).Fit(other);

        Assert.That(pruned.Model.Labels[0], Is.EqualTo("I-LOC"));
        Assert.That(Evaluate(pruned).F1, Is.GreaterThan(0.9));
    }

    [Test]
    public void Distillation_UnlabelledWords_AreLearntFrom()
    {
        var more = _ml.Data.LoadFromEnumerable(TaggedSentences.Create(60, seed: 5).Select(row => new { Sentence = row.Words }));
        var few = TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(40, seed: 6).Append(new TaggedSentence { Sentence = "a row without tags" }));

        var student = Trainers.Distillation(_model.Value, Small.Distillation(options => (options.UnlabeledSet, options.Epochs, options.Recipe) = (more, 40, DistillationRecipe.Hinton()))).Fit(few);

        Assert.That(Evaluate(student).F1, Is.GreaterThan(0.5));
    }

    [Test]
    public void Score_OfATagger_NamesTheOtherWays() =>
        Assert.That(() => _model.Value.Score("bob"), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("tags of words"));

    private static NamedEntityMetrics Evaluate(ITransformer model) => _ml.MulticlassClassification.EvaluateNamedEntities(model.Transform(_test.Value));

    private static NamedEntityTrainer.Options Options(Action<NamedEntityTrainer.Options>? change = null)
    {
        var options = new NamedEntityTrainer.Options
        {
            Shape = new ModelShape(2, 32, 2, 64),
            VocabularySize = 120,
            MaxTokens = 24,
            Epochs = 15,
            BatchSize = 8,
            LearningRate = 3e-3,
            Threads = 1,
        };
        (options.Dropout, options.AttentionDropout) = (0, 0);
        change?.Invoke(options);
        return options;
    }

    private static IDataView Renamed(IDataView data) =>
        _ml.Transforms.CopyColumns("Sentence1", "Sentence").Append(_ml.Transforms.DropColumns("Sentence")).Fit(data).Transform(data);

    private static IReadOnlyList<string> Written(IDataView scored) =>
        [.. PredictedKeys(scored).Zip(scored.GetColumn<float[]>("Score"), (keys, scores) => FormattableString.Invariant($"{string.Join(' ', keys)}: {string.Join(' ', scores.Select(score => score.ToString("R", null)))}"))];

    private static IEnumerable<uint[]> PredictedKeys(IDataView scored) => scored.GetColumn<uint[]>("PredictedLabel");

    private static IReadOnlyList<TaggedWords> Read(TextModelTransformer model)
    {
        var scored = model.Transform(_test.Value);
        var values = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        return [.. _ml.Data.CreateEnumerable<TaggedWords>(values, reuseRowObject: false)];
    }
}
